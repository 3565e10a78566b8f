#include "runtime/count/list_state.hpp"

#include <algorithm>

#include "runtime/count/sort_by_number.hpp"
#include "runtime/count/volume_window.hpp"

namespace murmuration {

namespace {

/// The newest of these up to `last`, −1: there is none.
std::int64_t newest_of(const std::vector<second_count>& seconds,
                       std::int64_t last) {
  for (auto i = seconds.rbegin(); i != seconds.rend(); ++i)
    if (i->second <= last && i->tweets > 0)
      return std::max(i->second, std::int64_t{-1});
  return -1;
}

} // namespace

list_state::list_state(const tag_table& table, const list_options& options)
  : table_(table)
  , options_(options)
  , windows_(table)
  , trends_(options.rule) {}

void list_state::advance(std::int64_t second) {
  if (second <= clock_)
    return;
  clock_ = second;
  if (options_.windows)
    windows_.advance(second);
  if (options_.trending)
    trends_.advance(second / 60);
}

void list_state::add(const delta& x, row_keys keys, std::int64_t now_ms) {
  if (!options_.on())
    return;
  auto last = second_max(now_ms);
  auto newest = newest_of(x.seconds, last);
  advance(newest);
  if (x.tag_seconds)
    add_seconds(*x.tag_seconds, keys, last);
  else if (!x.tags.empty())
    windows_.miss(newest);
  if (x.tag_authors)
    add_authors(*x.tag_authors, keys, last);
  else if (!x.tags.empty())
    trends_.miss(newest);
  keep_within_bound();
}

void list_state::load(const snapshot_content& x, row_keys keys,
                      std::int64_t now_ms, told& so_far) {
  if (!options_.on())
    return;
  so_far.tags |= !x.tags.empty();
  so_far.seconds |= x.tag_seconds.has_value();
  so_far.authors |= x.tag_authors.has_value();
  auto last = second_max(now_ms);
  advance(newest_of(x.seconds, last));
  windows_.miss(x.lost.seconds_to);
  trends_.miss(x.lost.authors_to);
  for (const auto& lost : x.lost.seconds)
    windows_.miss(lost);
  if (x.tag_seconds)
    add_seconds(*x.tag_seconds, keys, last);
  if (x.tag_authors)
    add_authors(*x.tag_authors, keys, last);
  keep_within_bound();
}

void list_state::loaded(const told& all) {
  if (all.tags && !all.seconds)
    windows_.miss(clock_);
  if (all.tags && !all.authors)
    trends_.miss(clock_);
}

void list_state::add_seconds(const std::vector<second_uses>& from,
                             row_keys keys, std::int64_t last) {
  if (!options_.windows)
    return;
  for (const auto& second : from)
    if (second.second <= last)
      for (const auto& use : second.tags)
        windows_.add(second.second, keys[use.row], use.count);
}

void list_state::add_authors(const std::vector<minute_authors>& from,
                             row_keys keys, std::int64_t last) {
  if (!options_.trending)
    return;
  for (const auto& minute : from) {
    if (minute.minute > last / 60)
      continue;
    pairs_.clear();
    for (const auto& use : minute.uses)
      pairs_.push_back(use_pair(keys[use.row], use.author));
    sort_by_number(pairs_, [](std::uint64_t x) { return x; });
    trends_.add(minute.minute, pairs_);
  }
}

void list_state::keep_within_bound() {
  while (bytes() > options_.memory_bytes) {
    auto second = windows_.oldest_minute();
    auto author = trends_.oldest_minute();
    if (second < 0 && author < 0)
      return;
    if (second >= 0 && (author < 0 || second <= author))
      windows_.drop_oldest();
    else
      trends_.drop_oldest();
  }
}

list_freeze list_state::freeze() const {
  list_freeze result;
  result.clock = clock_;
  if (options_.windows) {
    auto& all = result.seconds.emplace();
    windows_.seconds().for_each_block(
        [&](auto minute, auto block) { all.emplace_back(minute, block); });
    windows_.tell_loss(result.lost);
  }
  if (options_.trending) {
    auto& all = result.authors.emplace();
    trends_.authors().for_each(
        [&](auto minute, auto pairs) { all.emplace_back(minute, pairs); });
    result.lost.authors_to = trends_.missing_to();
  }
  return result;
}

void list_state::show(overlays open, std::int64_t now_ms,
                      std::optional<std::int64_t> until, lists_view& to) {
  auto last = second_max(now_ms);
  auto clock = std::max(clock_, until.value_or(-1));
  for (auto from : open)
    for (const auto& x : from->seconds())
      if (x.volume.second <= last && x.volume.tweets > 0)
        clock = std::max(clock, x.volume.second);
  to.windows_on = options_.windows;
  to.trending_on = options_.trending;
  to.clock = std::max(clock, std::int64_t{0});
  for (std::size_t i = 0; i < window_count; ++i)
    to.windows[i].seconds = window_lengths[i];
  if (options_.windows)
    windows_.show(clock, open, last, options_.length, to);
  to.threshold = options_.rule.min_score;
  if (options_.trending && clock >= 0)
    trends_.show(clock / 60, open, last, options_.length, table_, to);
  if (!options_.windows)
    to.live_tags = trends_.live();
  to.bytes = bytes();
}

std::size_t list_state::entries() const {
  return windows_.seconds().bytes() / sizeof(std::uint32_t)
         + trends_.authors().bytes() / sizeof(std::uint64_t);
}

void list_state::clear() {
  clock_ = -1;
  windows_.clear();
  trends_.clear();
}

} // namespace murmuration
