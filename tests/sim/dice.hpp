/// The one source of chance of a run: same seed, same run.
#pragma once

#include <cstdint>
#include <random>

namespace murmuration::sim {

class dice {
public:
  explicit dice(std::uint64_t seed)
    : engine_(seed * 7919 + 13) {}
  std::uint64_t number() {
    return engine_();
  }
  /// 0 <= x < n
  std::uint64_t below(std::uint64_t n) {
    return engine_() % n;
  }
  /// from <= x <= to
  std::int64_t between(std::int64_t from, std::int64_t to) {
    return from
           + static_cast<std::int64_t>(
               below(static_cast<std::uint64_t>(to - from + 1)));
  }
  bool chance(double p) {
    return static_cast<double>(engine_() >> 11) * 0x1p-53 < p;
  }

private:
  std::mt19937_64 engine_;
};

} // namespace murmuration::sim
