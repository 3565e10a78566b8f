#include "http/tag_history.hpp"

#include <algorithm>

namespace murmuration::http {

namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t five_ms = 5000;
constexpr std::int64_t minute_ms = 60'000;
constexpr std::size_t seconds_max = 61; ///< the oldest is a minute old
constexpr std::size_t fives_max = 720;
constexpr std::size_t minutes_max = 1440;

using sample_list = std::shared_ptr<const std::vector<tag_sample>>;

/// With one more, if a step has ended since `before_ms`.
sample_list grown(const sample_list& known, std::int64_t step_ms,
                  std::size_t max, std::int64_t before_ms,
                  const tag_sample& newest) {
  auto step = newest.at_ms / step_ms;
  if (step == before_ms / step_ms)
    return known;
  auto result = std::make_shared<std::vector<tag_sample>>();
  result->reserve(known->size() + 1);
  auto oldest = known->size() < max ? known->begin() : known->begin() + 1;
  result->assign(oldest, known->end());
  result->push_back({step * step_ms, newest.kept});
  return result;
}

} // namespace

tag_history::tag_history(std::size_t kept_max)
  : kept_max_{kept_max} {}

bool tag_history::note(const live_view& served, std::int64_t now_ms) {
  if (!newest_ || now_ms < past_->newest_ms_) {
    begin(served, now_ms);
    return true;
  }
  auto at_ms = now_ms / second_ms * second_ms;
  if (at_ms <= past_->newest_ms_)
    return false;
  auto next = std::make_shared<tag_past>(*past_);
  tag_sample taken{at_ms, list_of(served, *next, at_ms)};
  seconds_.push_back(taken);
  if (seconds_.size() > seconds_max)
    seconds_.pop_front();
  auto before_ms = past_->newest_ms_;
  next->fives_ = grown(next->fives_, five_ms, fives_max, before_ms, taken);
  next->minutes_ =
      grown(next->minutes_, minute_ms, minutes_max, before_ms, taken);
  next->newest_ms_ = at_ms;
  next->complete_ = served.top.size() < kept_max_;
  remember_minute_ago(*next, at_ms);
  past_ = std::move(next);
  return true;
}

/// The first list: all in it have been there before, since nobody knows when.
void tag_history::begin(const live_view& served, std::int64_t now_ms) {
  seconds_.clear();
  newest_ = nullptr;
  auto next = std::make_shared<tag_past>();
  next->newest_ms_ = now_ms;
  tag_sample taken{now_ms, list_of(served, *next, now_ms)};
  next->complete_ = served.top.size() < kept_max_;
  seconds_.push_back(taken);
  past_ = std::move(next);
}

std::shared_ptr<const tag_sample::list>
tag_history::list_of(const live_view& served, tag_past& into,
                     std::int64_t at_ms) {
  const auto first = !newest_;
  const auto& known = *into.kept_;
  auto made = std::make_shared<tag_sample::list>();
  auto kept = std::make_shared<tag_past::tags_by_key>();
  auto changed = known.size() != served.top.size();
  made->ids.reserve(served.top.size());
  made->counts.reserve(served.top.size());
  for (const auto& x : served.top) {
    auto found = known.find(x.key);
    changed = changed || found == known.end();
    made->ids.push_back(found == known.end() ? next_id_++ : found->second.id);
    made->counts.push_back(x.count);
  }
  if (changed) {
    for (std::size_t i = 0; i < served.top.size(); ++i) {
      const auto& x = served.top[i];
      auto found = known.find(x.key);
      if (found != known.end())
        kept->insert(*found);
      else if (first)
        kept->emplace(x.key, kept_tag{made->ids[i], at_ms, x.count});
      else
        kept->emplace(x.key, kept_tag{made->ids[i], into.newest_ms_,
                                      into.complete_ ? 0 : x.count});
    }
    into.kept_ = std::move(kept);
  }
  if (!newest_ || *made != *newest_)
    newest_ = std::move(made);
  return newest_;
}

void tag_history::remember_minute_ago(tag_past& into, std::int64_t at_ms) {
  into.minute_ago_.clear();
  auto then = std::find_if(
      seconds_.rbegin(), seconds_.rend(),
      [&](const tag_sample& x) { return x.at_ms <= at_ms - minute_ms; });
  if (then == seconds_.rend())
    return;
  const auto& list = *then->kept;
  into.minute_ago_.reserve(list.ids.size());
  for (std::size_t i = 0; i < list.ids.size(); ++i)
    into.minute_ago_.emplace(list.ids[i],
                             tag_past::place{list.counts[i], i + 1});
}

} // namespace murmuration::http
