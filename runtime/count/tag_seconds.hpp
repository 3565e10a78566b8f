/// The uses of tags by second of event time, for as long as the longest
/// window: a list of keys a second, to which is only appended. Blocks of a
/// minute are shared with snapshots and copied when written to. 4 bytes a use,
/// 8 when a tag is used more than once. Not thread-safe; what `blocks` hands
/// out is immutable.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "messages/view.hpp"
#include "runtime/count/window_ring.hpp"

namespace murmuration {

/// The longest window need not begin with a minute.
inline constexpr std::int64_t minutes_in_windows =
    window_lengths.back() / 60 + 1;

class tag_seconds {
public:
  /// Above 2^31 no key is numbered: the bit says that a count follows.
  static constexpr std::uint32_t counted = 1u << 31;

  struct block {
    std::array<std::vector<std::uint32_t>, 60> seconds;
    std::size_t bytes() const;
  };
  using block_ptr = std::shared_ptr<const block>;

  /// What lies before the newest minute's day is forgotten.
  void advance(std::int64_t minute);

  /// `n` uses of a key; outside of the ring nothing.
  void add(std::int64_t second, std::uint32_t key, std::uint32_t n);

  /// f(key, n) for all uses of a second; a key may come more than once.
  template <class F>
  void for_each(std::int64_t second, F&& f) const {
    auto minute = ring_.at(second / 60);
    if (minute && *minute)
      read((*minute)->seconds[static_cast<std::size_t>(second % 60)], f);
  }

  template <class F>
  static void read(const std::vector<std::uint32_t>& from, F&& f) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (from[i] & counted) {
        f(from[i] & ~counted, from[i + 1]);
        ++i;
      } else {
        f(from[i], 1u);
      }
    }
  }

  /// The first minute with uses, or none: −1.
  std::int64_t oldest() const;
  void drop(std::int64_t minute);

  /// f(minute, block_ptr), ascending, those with uses.
  template <class F>
  void for_each_block(F&& f) const {
    ring_.for_each(0, [&](std::int64_t minute, const auto& x) {
      if (x)
        f(minute, block_ptr{x});
    });
  }

  std::size_t bytes() const {
    return bytes_;
  }
  void clear() {
    *this = {};
  }

private:
  void forget(std::shared_ptr<block>& x);

  window_ring<std::shared_ptr<block>, minutes_in_windows> ring_;
  std::size_t bytes_ = 0; ///< of all blocks
};

} // namespace murmuration
