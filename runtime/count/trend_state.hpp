/// What is durable of who used which tag lately, and what is trending. What it
/// shows is a pure function of the uses and the clock. Not thread-safe.
///
///   trends.advance(minute);
///   trends.add(minute, pairs);        // ascending, up to the newest minute
///   trends.show(minute, overlays, last, k, table, to);
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "messages/view.hpp"
#include "runtime/count/author_minutes.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/tag_pace.hpp"
#include "runtime/count/tag_table.hpp"
#include "runtime/count/trend_rule.hpp"

namespace murmuration {

class trend_state {
public:
  using overlays = std::span<const overlay* const>;

  explicit trend_state(const trend_settings& settings)
    : rule_(settings)
    , pace_(rule_) {}
  trend_state(const trend_state&) = delete;
  trend_state& operator=(const trend_state&) = delete;

  void advance(std::int64_t minute);
  /// What lies before the minutes that are kept is left out.
  void add(std::int64_t minute, std::span<const std::uint64_t> pairs);

  /// Uses up to this second are missing.
  void miss(std::int64_t second);
  std::int64_t missing_to() const {
    return missing_to_;
  }
  /// Gives up the oldest minute.
  void drop_oldest();
  std::int64_t oldest_minute() const {
    return authors_.oldest();
  }

  /// The list as of `minute`, which is not before the newest: overlays laid
  /// over, their seconds after `last` left out.
  void show(std::int64_t minute, overlays open, std::int64_t last,
            std::size_t k, const tag_table& names, lists_view& to);

  const author_minutes& authors() const {
    return authors_;
  }
  std::size_t live() const {
    return pace_.size();
  }
  std::size_t bytes() const {
    return authors_.bytes() + pace_.bytes();
  }
  void clear();

private:
  /// Uses in overlays that are not durable as well.
  struct fresh_use {
    std::int64_t minute;
    std::uint64_t pair;
    auto operator<=>(const fresh_use&) const = default;
  };
  /// One list in the making.
  struct sheet;

  void find_fresh(std::int64_t minute, overlays open, std::int64_t last);
  void lay_over(std::int64_t minute, sheet& to);
  void take_away(sheet& from);
  void sum_all(sheet& to) const;
  void remove_all(std::int64_t minute, const author_minutes::pairs& from);
  trend_rule::minutes uses_of(std::uint32_t key, const sheet& on) const;
  bool judge(std::uint32_t key, sheet& on, trending_tag& to) const;

  trend_rule rule_;
  author_minutes authors_;
  tag_pace pace_;
  std::int64_t missing_to_ = -1; ///< a second
  std::int64_t dropped_to_ = -1; ///< no minute up to here is kept
  std::vector<fresh_use> fresh_;
  author_minutes::pairs merged_;
};

} // namespace murmuration
