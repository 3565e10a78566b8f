/// The windows: what is durable of the last day's uses, second by second, and
/// the running counts of those now inside each window. Exact, unless seconds
/// had to leave before their time; then it knows how much may be missing. Not
/// thread-safe.
///
///   windows.advance(newest_second);
///   windows.add(second, key, n);        // up to the newest second
///   windows.show(clock, overlays, last, k, to);
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "messages/ledger_records.hpp"
#include "messages/view.hpp"
#include "runtime/count/live_tags.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/tag_seconds.hpp"

namespace murmuration {

class tag_windows {
public:
  using overlays = std::span<const overlay* const>;

  explicit tag_windows(const tag_table& table)
    : live_(table) {}

  /// The newest second; changes nothing when it is not newer.
  void advance(std::int64_t second);
  /// What lies before the day that ends with the newest second is left out.
  void add(std::int64_t second, std::uint32_t key, std::uint32_t n);

  /// Uses up to this second are missing, nobody knows how many.
  void miss(std::int64_t second);
  void miss(const lost_second& x);
  /// Gives up the oldest minute.
  void drop_oldest();
  /// −1: there is none.
  std::int64_t oldest_minute() const {
    return seconds_.oldest();
  }

  /// The lists as of `clock`, which is not before the newest second: overlays
  /// laid over, their seconds after `last` left out.
  void show(std::int64_t clock, overlays open, std::int64_t last, std::size_t k,
            lists_view& to);

  /// What a snapshot says is missing.
  void tell_loss(list_loss& to) const;
  const tag_seconds& seconds() const {
    return seconds_;
  }
  std::size_t bytes() const {
    return seconds_.bytes() + live_.bytes() + lost_.size() * 48;
  }
  void clear();

private:
  /// Calls f(key, n, window) for all uses that leave it when the clock goes
  /// on.
  template <class F>
  void each_leaving(std::int64_t clock, F&& f) const;
  /// Calls f(mark, first) for all marks in the day before `clock`.
  template <class F>
  void each_mark(std::int64_t clock, overlays open, std::int64_t last,
                 F&& f) const;
  void tell_exactness(std::int64_t clock, window_list& to) const;

  tag_seconds seconds_;
  live_tags live_;
  std::int64_t clock_ = -1;
  std::int64_t missing_to_ = -1;               ///< see `miss`
  std::int64_t dropped_to_ = -1;               ///< no second up to here is kept
  std::map<std::int64_t, std::uint64_t> lost_; ///< most uses of a tag, at most
};

} // namespace murmuration
