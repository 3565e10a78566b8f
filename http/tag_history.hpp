/// What the counts of the kept list were: a sample each second for a minute,
/// every 5 s for an hour, every minute for a day. In memory only; a tag that
/// leaves the list is forgotten.
///
/// `tag_history` belongs to one owner, who notes what is served; readers get
/// `tag_past`, immutable and shared, replaced at most once a second.
///
/// Bounds: 61 + 720 + 1440 samples of the kept list, 12 bytes a tag, so 2.7 MB
/// for 100 tags and 27 MB for 1000. Nothing is allocated before there are tags,
/// and a sample that is equal to the one before shares its memory.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/json/documents.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

/// The kept list at one moment, in the order of rank.
struct tag_sample {
  struct list {
    std::vector<std::uint32_t> ids; ///< see `kept_tag`
    std::vector<std::uint64_t> counts;
    bool operator==(const list&) const = default;
  };
  std::int64_t at_ms = 0; ///< a multiple of the step
  std::shared_ptr<const list> kept;
};

/// A tag's stay in the kept list.
struct kept_tag {
  std::uint32_t id = 0;          ///< another one when it comes back
  std::int64_t since_ms = 0;     ///< the last sample without it, or the first
  std::uint64_t first_count = 0; ///< at `since_ms`, as far as that is known
};

/// What readers see. Immutable, any thread.
class tag_past {
public:
  /// Of the first `k` tags of the view that is served.
  std::vector<tag_trend> trends(const live_view& served, std::size_t k) const;

  /// The newest `points` steps of a tag, the one that runs included; none when
  /// it is not in the list that is served. `step_ms` is 5 s or 1 min.
  std::optional<tag_story> story(const live_view& served,
                                 const std::string& key, std::int64_t step_ms,
                                 std::size_t points, std::int64_t now_ms) const;

private:
  friend class tag_history;

  struct place {
    std::uint64_t count = 0;
    std::size_t rank = 0;
  };
  using samples = std::shared_ptr<const std::vector<tag_sample>>;
  using tags_by_key = std::unordered_map<std::string, kept_tag>;

  tag_trend trend_of(const top_tag& x) const;
  kept_tag stay_of(const top_tag& x) const;

  std::shared_ptr<const tags_by_key> kept_ = std::make_shared<tags_by_key>();
  std::unordered_map<std::uint32_t, place> minute_ago_; ///< by id
  samples fives_ = std::make_shared<std::vector<tag_sample>>();
  samples minutes_ = fives_;
  std::int64_t newest_ms_ = 0; ///< when the newest sample was taken
  bool complete_ = false;      ///< it was not full: other tags had no count
};

using tag_past_ptr = std::shared_ptr<const tag_past>;

class tag_history {
public:
  /// `kept_max`: the length of the kept list, `aggregator.top-k`.
  explicit tag_history(std::size_t kept_max);

  /// Takes the samples that are due, of what is served at that time; true:
  /// `past` is another one. A clock that was put back begins anew.
  bool note(const live_view& served, std::int64_t now_ms);

  /// Never null.
  const tag_past_ptr& past() const {
    return past_;
  }

private:
  void begin(const live_view& served, std::int64_t now_ms);
  std::shared_ptr<const tag_sample::list>
  list_of(const live_view& served, tag_past& into, std::int64_t at_ms);
  void remember_minute_ago(tag_past& into, std::int64_t at_ms);

  std::size_t kept_max_;
  std::uint32_t next_id_ = 0;      ///< wraps long after its samples are gone
  std::deque<tag_sample> seconds_; ///< of the last minute
  std::shared_ptr<const tag_sample::list> newest_;
  tag_past_ptr past_ = std::make_shared<const tag_past>();
};

} // namespace murmuration::http
