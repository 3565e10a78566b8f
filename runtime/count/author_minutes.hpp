/// Who used which tag in which minute, for as long as trends look back: each
/// pair of key and author once a minute, whichever partition it came from, as
/// one ascending list a minute. A list that a snapshot shares is replaced,
/// never changed. 8 bytes a pair, and up to a quarter more. Not
/// thread-safe; what `for_each` and `drop` hand out is immutable.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "runtime/count/window_ring.hpp"

namespace murmuration {

/// How far back trends look: six half-lives of the slow count's default.
inline constexpr std::int64_t trend_minutes = 360;

/// Key and author as one number that orders by key, then author.
constexpr std::uint64_t use_pair(std::uint32_t key, std::uint32_t author) {
  return (std::uint64_t{key} << 32) | author;
}
constexpr std::uint32_t key_of_pair(std::uint64_t x) {
  return static_cast<std::uint32_t>(x >> 32);
}

class author_minutes {
public:
  using pairs = std::vector<std::uint64_t>;
  using pairs_ptr = std::shared_ptr<const pairs>;

  /// f(minute, pairs) for each minute that is now too old.
  template <class F>
  void advance(std::int64_t minute, F&& f) {
    if (minute <= ring_.newest())
      return;
    for (auto i = first(); i <= ring_.newest() && i <= minute - trend_minutes;
         ++i)
      if (auto& x = *ring_.at(i)) {
        bytes_ -= bytes_of(*x);
        f(i, *x);
        x.reset();
      }
    ring_.advance(minute);
  }

  /// Adds ascending pairs and leaves in `fresh` those that are new. Outside of
  /// the ring nothing is.
  void merge(std::int64_t minute, std::span<const std::uint64_t> more,
             pairs& fresh);

  bool contains(std::int64_t minute, std::uint64_t pair) const;
  /// u: how many authors used it.
  std::uint32_t authors(std::int64_t minute, std::uint32_t key) const;
  /// Pairs of a minute: the sum of u over all tags.
  std::size_t size(std::int64_t minute) const;

  /// The first minute with uses, or none: −1.
  std::int64_t oldest() const;
  /// Takes a minute out; null when it has none.
  pairs_ptr drop(std::int64_t minute);

  /// f(minute, pairs_ptr), ascending, those with uses.
  template <class F>
  void for_each(F&& f) const {
    ring_.for_each(0, [&](std::int64_t minute, const auto& x) {
      if (x)
        f(minute, pairs_ptr{x});
    });
  }

  std::int64_t newest() const {
    return ring_.newest();
  }
  std::size_t bytes() const {
    return bytes_;
  }
  void clear() {
    *this = {};
  }

private:
  std::int64_t first() const {
    return ring_.oldest() > 0 ? ring_.oldest() : 0;
  }
  static std::size_t bytes_of(const pairs& x) {
    return x.capacity() * sizeof(x[0]) + 64;
  }

  window_ring<std::shared_ptr<pairs>, trend_minutes> ring_;
  std::size_t bytes_ = 0;
};

} // namespace murmuration
