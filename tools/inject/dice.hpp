/// Random numbers that are the same on every machine (SplitMix64; the standard
/// library's distributions are not). One thread.
///   dice rolls{42};
///   rolls.below(6);      // 0 to 5
///   rolls.chance(.392);  // true in 39.2 %
#pragma once

#include <cstddef>
#include <cstdint>

namespace murmuration::inject {

class dice {
public:
  explicit dice(std::uint64_t seed)
    : state_(seed) {}

  std::uint64_t next() {
    auto z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  /// 0 to n-1; n is not 0 and far below 2^32, so the bias does not show.
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>((next() >> 32) * n >> 32);
  }

  /// 0 <= x < 1.
  double unit() {
    return static_cast<double>(next() >> 11) * 0x1p-53;
  }

  bool chance(double p) {
    return unit() < p;
  }

  template <class Range>
  const auto& pick(const Range& from) {
    return from[below(from.size())];
  }

private:
  std::uint64_t state_;
};

} // namespace murmuration::inject
