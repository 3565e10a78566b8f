#include "runtime/count/trend_state.hpp"

#include <algorithm>
#include <optional>

namespace murmuration {

namespace {

/// Calls f(key, n) for each key of ascending pairs.
template <class F>
void each_key(std::span<const std::uint64_t> pairs, F&& f) {
  for (std::size_t i = 0; i < pairs.size();) {
    auto key = key_of_pair(pairs[i]);
    auto end = i;
    while (end < pairs.size() && key_of_pair(pairs[end]) == key)
      ++end;
    f(key, static_cast<std::uint32_t>(end - i));
    i = end;
  }
}

/// More than rounding moves a score.
constexpr double slack = 1e-6;

} // namespace

struct trend_state::sheet {
  struct extra {
    std::uint32_t key = 0;
    std::uint32_t uses = 0;
    std::int64_t minute = 0;
  };

  std::int64_t minute = 0;
  std::vector<extra> extras; ///< what overlays add, by key, then minute
  /// What was changed, the last change last.
  std::vector<std::pair<std::uint32_t, tag_pace::pace>> former;
  trend_rule::minutes all{}; ///< over all tags
  std::array<std::optional<trend_sums>, trend_minutes> all_sums;

  std::int64_t first() const {
    return minute - trend_minutes + 1;
  }
  /// F and S as of the minute `first() + i`.
  const trend_sums& sums(const trend_rule& rule, std::size_t i) {
    if (!all_sums[i])
      all_sums[i] = rule.sums(all, i);
    return *all_sums[i];
  }
};

void trend_state::remove_all(std::int64_t minute,
                             const author_minutes::pairs& from) {
  each_key(from, [&](auto key, auto n) { pace_.remove(key, minute, n); });
}

void trend_state::advance(std::int64_t minute) {
  authors_.advance(minute, [this](std::int64_t old, const auto& pairs) {
    remove_all(old, pairs);
  });
}

void trend_state::add(std::int64_t minute,
                      std::span<const std::uint64_t> pairs) {
  if (minute < 0 || minute <= dropped_to_)
    return;
  authors_.merge(minute, pairs, merged_);
  each_key(merged_, [&](auto key, auto n) { pace_.add(key, minute, n); });
}

void trend_state::miss(std::int64_t second) {
  missing_to_ = std::max(missing_to_, second);
}

void trend_state::drop_oldest() {
  auto minute = authors_.oldest();
  remove_all(minute, *authors_.drop(minute));
  dropped_to_ = std::max(dropped_to_, minute);
  miss(minute * 60 + 59);
}

void trend_state::find_fresh(std::int64_t minute, overlays open,
                             std::int64_t last) {
  fresh_.clear();
  auto first = std::max(minute - trend_minutes + 1, dropped_to_ + 1);
  for (auto from : open)
    for (const auto& x : from->marks())
      if (x.second >= 0 && x.second <= last && x.second / 60 >= first)
        fresh_.push_back({x.second / 60, use_pair(x.key, x.author)});
  std::sort(fresh_.begin(), fresh_.end());
  fresh_.erase(std::unique(fresh_.begin(), fresh_.end()), fresh_.end());
  std::erase_if(fresh_, [this](const fresh_use& x) {
    return authors_.contains(x.minute, x.pair);
  });
}

/// Moves the paces to where they would be were all of it durable.
void trend_state::lay_over(std::int64_t minute, sheet& to) {
  to.minute = minute;
  authors_.for_each([&](std::int64_t old, const auto& pairs) {
    if (old < to.first())
      each_key(*pairs, [&](auto key, auto n) {
        to.former.emplace_back(key, pace_.copy(key));
        pace_.remove(key, old, n);
      });
  });
  for (const auto& x : fresh_) {
    auto key = key_of_pair(x.pair);
    if (!to.extras.empty() && to.extras.back().key == key
        && to.extras.back().minute == x.minute)
      ++to.extras.back().uses;
    else
      to.extras.push_back({key, 1, x.minute});
  }
  for (const auto& x : to.extras) {
    to.former.emplace_back(x.key, pace_.copy(x.key));
    pace_.add(x.key, x.minute, x.uses);
  }
  std::sort(to.extras.begin(), to.extras.end(),
            [](const auto& x, const auto& y) { return x.key < y.key; });
}

void trend_state::take_away(sheet& from) {
  for (auto i = from.former.rbegin(); i != from.former.rend(); ++i)
    pace_.put_back(i->first, i->second);
}

void trend_state::sum_all(sheet& to) const {
  for (std::size_t i = 0; i < to.all.size(); ++i)
    to.all[i] = static_cast<std::uint32_t>(
        authors_.size(to.first() + static_cast<std::int64_t>(i)));
  for (const auto& x : to.extras)
    to.all[static_cast<std::size_t>(x.minute - to.first())] += x.uses;
}

trend_rule::minutes trend_state::uses_of(std::uint32_t key,
                                         const sheet& on) const {
  trend_rule::minutes result{};
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] =
        authors_.authors(on.first() + static_cast<std::int64_t>(i), key);
  auto found = std::lower_bound(
      on.extras.begin(), on.extras.end(), key,
      [](const auto& x, std::uint32_t y) { return x.key < y; });
  for (; found != on.extras.end() && found->key == key; ++found)
    result[static_cast<std::size_t>(found->minute - on.first())] += found->uses;
  return result;
}

/// The rule itself: whether the tag is shown, and since when.
bool trend_state::judge(std::uint32_t key, sheet& on, trending_tag& to) const {
  auto uses = uses_of(key, on);
  auto i = uses.size() - 1;
  auto now = rule_.sums(uses, i);
  const auto& all = on.sums(rule_, i);
  if (!rule_.shows(now, all))
    return false;
  to.score = rule_.score(now, all);
  to.now = now.fast;
  to.past = now.slow;
  to.expected = rule_.expected(now, all);
  while (i > 0 && rule_.shows(rule_.sums(uses, i - 1), on.sums(rule_, i - 1)))
    --i;
  to.since = (on.first() + static_cast<std::int64_t>(i)) * 60;
  return true;
}

void trend_state::show(std::int64_t minute, overlays open, std::int64_t last,
                       std::size_t k, const tag_table& names, lists_view& to) {
  sheet on;
  find_fresh(minute, open, last);
  lay_over(minute, on);
  sum_all(on);
  const auto& all = on.sums(rule_, on.all.size() - 1);
  to.all_now = all.fast;
  to.all_past = all.slow;
  to.threshold = rule_.threshold(all);
  to.trending_exact = missing_to_ < on.first() * 60;

  std::vector<std::pair<double, std::uint32_t>> candidates;
  pace_.for_each_risen(minute, [&](std::uint32_t key, const trend_sums& x) {
    auto score = rule_.score(x, all);
    if (score >= to.threshold - slack)
      candidates.emplace_back(score, key);
  });
  std::sort(candidates.rbegin(), candidates.rend());
  auto& shown = to.trending;
  for (auto [score, key] : candidates) {
    // From here on none can be among the first k.
    if (shown.size() >= k
        && std::count_if(shown.begin(), shown.end(), [&](const auto& x) {
             return x.score > score + slack;
           }) >= static_cast<std::ptrdiff_t>(k))
      break;
    trending_tag x;
    if (!judge(key, on, x))
      continue;
    x.key = names.key_name(key);
    x.tag = names.shown_name(key);
    shown.push_back(std::move(x));
  }
  std::sort(shown.begin(), shown.end(), [](const auto& x, const auto& y) {
    return x.score != y.score ? x.score > y.score : x.key < y.key;
  });
  if (shown.size() > k)
    shown.resize(k);
  take_away(on);
  pace_.prune(authors_.newest());
}

void trend_state::clear() {
  authors_.clear();
  pace_.clear();
  missing_to_ = dropped_to_ = -1;
}

} // namespace murmuration
