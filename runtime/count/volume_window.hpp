/// Tweets by event time: the seconds of the last hour and the minutes of the
/// last week, counted back from the newest. 0.6 MB, whatever arrives. Copying
/// one costs 0.1 ms; that is how views lay open counts over durable ones.
/// Not thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "messages/delta.hpp"
#include "messages/view.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/window_ring.hpp"

namespace murmuration {

inline constexpr std::int64_t minutes_kept = 7 * 24 * 60;

/// Seconds later than this count in totals only: one minute ahead of the clock.
constexpr std::int64_t second_max(std::int64_t now_ms) {
  return now_ms / 1000 + 60;
}

class volume_window {
public:
  /// Counts a second, and in its minute. What lies before 1970, before the
  /// window or after `last` is left out. The result does not depend on the
  /// order of the calls.
  void add(const second_count& x, std::int64_t last);

  /// The same for one of the two, as a snapshot holds them; a minute is named
  /// by its first second.
  void add_second(const second_count& x, std::int64_t last);
  void add_minute(const second_count& x, std::int64_t last);

  /// −1 when there is none.
  std::int64_t newest_second() const {
    return seconds_.newest();
  }
  std::int64_t oldest_second() const {
    return seconds_.oldest();
  }

  /// Ascending, only those with tweets.
  std::vector<volume_point> seconds() const;
  std::vector<volume_point> minutes() const;

private:
  struct volume {
    std::uint64_t tweets = 0;
    std::uint64_t positive = 0;
    std::uint64_t negative = 0;
    std::uint64_t neutral = 0;
  };

  template <std::int64_t Slots>
  static void count(window_ring<volume, Slots>& ring, std::int64_t i,
                    const second_count& x);
  template <std::int64_t Slots>
  static std::vector<volume_point>
  points(const window_ring<volume, Slots>& ring, std::int64_t seconds_each);

  window_ring<volume, seconds_kept> seconds_;
  window_ring<volume, minutes_kept> minutes_;
};

} // namespace murmuration
