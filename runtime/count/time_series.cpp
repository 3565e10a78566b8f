#include "runtime/count/time_series.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace murmuration {

namespace {

constexpr std::int64_t event_ms_max(std::int64_t now_ms) {
  return now_ms + 60'000;
}

std::vector<second_count> as_counts(const std::vector<volume_point>& points) {
  std::vector<second_count> result;
  result.reserve(points.size());
  for (const auto& x : points)
    result.push_back({x.start, x.tweets, x.positive, x.negative, x.neutral});
  return result;
}

} // namespace

void time_series::add(const delta& x, std::int64_t now_ms) {
  for (const auto& second : x.seconds)
    volume_.add(second, second_max(now_ms));
  add_words(x.words);
  recent_.add(x.recent, event_ms_max(now_ms));
  forget(x.deleted);
}

void time_series::load(const time_state& x, std::int64_t now_ms) {
  for (const auto& second : x.seconds)
    volume_.add_second(second, second_max(now_ms));
  for (const auto& minute : x.minutes)
    volume_.add_minute(minute, second_max(now_ms));
  // Words may come before the second they belong to.
  for (const auto& second : x.words) {
    if (second.second >= 0 && second.second <= second_max(now_ms))
      words_.advance(second.second);
  }
  add_words(x.words);
  recent_.add(x.recent, event_ms_max(now_ms));
  forget(x.deleted);
}

/// A notice may come before its tweet, from another partition.
void time_series::forget(const std::vector<std::string>& ids) {
  for (const auto& id : ids)
    deleted_.add(id);
  recent_.remove_if(
      [this](const std::string& id) { return deleted_.contains(id); });
}

void time_series::add_words(const std::vector<second_words>& words) {
  words_.advance(volume_.newest_second());
  for (const auto& x : words) {
    auto kept = words_.at(x.second);
    if (!kept)
      continue;
    if (x.words.empty() && !kept->parts.empty())
      continue;
    kept->parts.push_back(x.words);
    kept->cut |= x.cut;
    kept->cut |= merge_.join(kept->parts);
    kept->stamp = fresh_words_stamp();
  }
}

std::size_t time_series::words() const {
  std::size_t result = 0;
  words_.for_each(0, [&](std::int64_t, const kept_words& x) {
    for (const auto& part : x.parts)
      result += part.size();
  });
  return result;
}

time_freeze time_series::freeze() const {
  time_freeze result{as_counts(volume_.seconds()),
                     as_counts(volume_.minutes()),
                     {},
                     recent_.tweets(),
                     deleted_.all()};
  words_.for_each(0, [&](std::int64_t second, const kept_words& x) {
    list(second, x, result.words);
  });
  return result;
}

void time_series::clear() {
  *this = {};
}

time_view_ptr time_series::view(overlays open, std::int64_t now_ms) {
  auto window = volume_;
  for (auto from : open) {
    for (const auto& x : from->seconds())
      window.add(x.volume, second_max(now_ms));
  }
  auto result = std::make_shared<time_view>();
  result->newest = std::max(window.newest_second(), std::int64_t{0});
  result->seconds = window.seconds();
  result->minutes = window.minutes();
  show_words(window, open, *result);
  return result;
}

std::vector<time_series::piece>
time_series::open_pieces(overlays open, const volume_window& window) const {
  std::vector<piece> result;
  for (auto from : open) {
    auto seconds = from->seconds();
    for (std::size_t i = 0; i < seconds.size(); ++i) {
      auto second = seconds[i].volume.second;
      auto kept = second >= std::max(window.oldest_second(), std::int64_t{0})
                  && second <= window.newest_second();
      if (kept && seconds[i].words_stamp != 0)
        result.push_back({second, from, i, seconds[i].words_stamp});
    }
  }
  std::stable_sort(
      result.begin(), result.end(),
      [](const piece& x, const piece& y) { return x.second < y.second; });
  return result;
}

/// Walks the durable seconds and the open ones side by side.
void time_series::show_words(const volume_window& window, overlays open,
                             time_view& to) {
  auto pieces = open_pieces(open, window);
  std::vector<shown_words> shown;
  auto next = pieces.begin();
  auto show_open_until = [&](std::int64_t second) {
    while (next != pieces.end() && next->second <= second) {
      auto end = std::find_if(next, pieces.end(), [&](const piece& x) {
        return x.second != next->second;
      });
      shown.push_back(show({next, end}));
      list(shown.back().second, shown.back().words, to.words);
      next = end;
    }
  };
  words_.for_each(window.oldest_second(),
                  [&](std::int64_t second, const kept_words& x) {
                    if (x.parts.empty())
                      return;
                    show_open_until(second);
                    if (to.words.empty() || to.words.back().second != second)
                      list(second, x, to.words);
                  });
  show_open_until(std::numeric_limits<std::int64_t>::max());
  former_ = std::move(shown);
}

void time_series::list(std::int64_t second, const kept_words& from,
                       std::vector<words_view>& to) {
  for (const auto& part : from.parts)
    to.push_back({second, from.cut, part});
}

/// One second that is at least partly open; as in the last view, if the same
/// parts made it.
time_series::shown_words time_series::show(std::span<const piece> open) {
  auto second = open.front().second;
  auto durable = words_.at(second);
  shown_words result{second, {}, {}};
  if (durable && !durable->parts.empty())
    result.stamps.push_back(durable->stamp);
  for (const auto& x : open)
    result.stamps.push_back(x.stamp);
  auto known = std::lower_bound(
      former_.begin(), former_.end(), second,
      [](const shown_words& x, std::int64_t y) { return x.second < y; });
  if (known != former_.end() && known->second == second
      && known->stamps == result.stamps)
    return *known;

  auto& shown = result.words;
  if (durable)
    shown = *durable;
  for (const auto& x : open) {
    auto [words, cut] = x.from->words(x.index);
    shown.parts.push_back(std::move(words));
    shown.cut |= cut;
  }
  shown.cut |= merge_.join(shown.parts);
  return result;
}

/// Of the tweets that are not shown nothing is copied: this is part of each
/// view.
std::vector<recent_tweet> time_series::recent(overlays open,
                                              std::int64_t now_ms) const {
  std::vector<const recent_tweet*> newest;
  std::vector<const recent_tweet*> later;
  std::vector<const recent_tweet*> both;
  for (const auto& x : recent_.tweets())
    newest.push_back(&x);
  for (auto from : open) {
    later.clear();
    for (const auto& x : from->recent())
      if (x.event_ms <= event_ms_max(now_ms))
        later.push_back(&x);
    both.clear();
    // Of equal times std::merge takes the first range first.
    std::merge(later.begin(), later.end(), newest.begin(), newest.end(),
               std::back_inserter(both), [](const auto* x, const auto* y) {
                 return x->event_ms > y->event_ms;
               });
    both.resize(std::min(both.size(), recent_max));
    newest.swap(both);
  }
  std::vector<recent_tweet> result;
  result.reserve(newest.size());
  for (const auto* x : newest) {
    auto gone = deleted_.contains(x->id)
                || std::any_of(open.begin(), open.end(), [&](auto* from) {
                     return from->deletes(x->id);
                   });
    if (!gone)
      result.push_back(*x);
  }
  return result;
}

} // namespace murmuration
