/// The seam to the wall clock, so that the simulation can turn it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace murmuration {

/// Unix time in milliseconds.
using wall_clock = std::function<std::int64_t()>;

inline std::int64_t system_now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch())
      .count();
}

} // namespace murmuration
