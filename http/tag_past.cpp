#include <algorithm>

#include "http/tag_history.hpp"

namespace murmuration::http {

/// A tag that no sample has yet came after the newest one. Where that list was
/// not full, it had no count then.
kept_tag tag_past::stay_of(const top_tag& x) const {
  if (auto found = kept_->find(x.key); found != kept_->end())
    return found->second;
  constexpr auto in_no_sample = ~std::uint32_t{0};
  return {in_no_sample, newest_ms_, complete_ ? 0 : x.count};
}

tag_trend tag_past::trend_of(const top_tag& x) const {
  auto stay = stay_of(x);
  auto then = minute_ago_.find(stay.id);
  auto known = then != minute_ago_.end();
  auto before = known ? then->second.count : stay.first_count;
  tag_trend result;
  // Less than before: a rewind took back what will be counted again.
  result.added_1m = x.count > before ? x.count - before : 0;
  if (known)
    result.rank_1m = then->second.rank;
  return result;
}

std::vector<tag_trend> tag_past::trends(const live_view& served,
                                        std::size_t k) const {
  std::vector<tag_trend> result;
  result.reserve(k);
  for (std::size_t i = 0; i < std::min(k, served.top.size()); ++i)
    result.push_back(trend_of(served.top[i]));
  return result;
}

namespace {

/// Follows one tag through the samples, oldest first.
class follower {
public:
  follower(const std::vector<tag_sample>& samples, const kept_tag& stay)
    : next_{std::upper_bound(
        samples.begin(), samples.end(), stay.since_ms,
        [](std::int64_t at, const tag_sample& x) { return at < x.at_ms; })}
    , end_{samples.end()}
    , id_{stay.id}
    , count_{stay.first_count}
    , highest_{stay.first_count} {}

  /// The count at that time, which is that of the last sample before it.
  std::uint64_t count_at(std::int64_t ms) {
    for (; next_ != end_ && next_->at_ms <= ms; ++next_) {
      const auto& ids = next_->kept->ids;
      auto at = std::find(ids.begin(), ids.end(), id_);
      if (at != ids.end())
        count_ =
            next_->kept->counts[static_cast<std::size_t>(at - ids.begin())];
    }
    return count_;
  }

  /// What `count` adds to the most that was counted so far: what a rewind took
  /// back and what is counted again is no news.
  std::uint64_t added_by(std::uint64_t count) {
    auto before = highest_;
    highest_ = std::max(highest_, count);
    return highest_ - before;
  }

private:
  std::vector<tag_sample>::const_iterator next_;
  std::vector<tag_sample>::const_iterator end_;
  std::uint32_t id_;
  std::uint64_t count_;
  std::uint64_t highest_;
};

} // namespace

std::optional<tag_story> tag_past::story(const live_view& served,
                                         const std::string& key,
                                         std::int64_t step_ms,
                                         std::size_t points,
                                         std::int64_t now_ms) const {
  auto tag = std::find_if(served.top.begin(), served.top.end(),
                          [&](const top_tag& x) { return x.key == key; });
  if (tag == served.top.end())
    return std::nullopt;
  auto stay = stay_of(*tag);
  auto last = std::max(now_ms, newest_ms_) / step_ms;
  auto first = std::max(last - static_cast<std::int64_t>(points) + 1,
                        stay.since_ms / step_ms);
  follower counts{step_ms == 60'000 ? *minutes_ : *fives_, stay};
  tag_story result{tag->tag, key, stay.since_ms, {}};
  counts.added_by(counts.count_at(first * step_ms));
  for (auto step = first; step <= last; ++step) {
    auto count =
        step == last ? tag->count : counts.count_at((step + 1) * step_ms);
    result.points.push_back({step * step_ms, count, counts.added_by(count)});
  }
  return result;
}

} // namespace murmuration::http
