/// Event time in whole seconds.
#pragma once

#include <cstdint>

namespace murmuration {

/// The Unix second that holds this millisecond, also before 1970.
constexpr std::int64_t second_of(std::int64_t ms) {
  return ms / 1000 - (ms % 1000 < 0 ? 1 : 0);
}

/// The number of the minute that holds this second.
constexpr std::int64_t minute_of(std::int64_t second) {
  return second / 60 - (second % 60 < 0 ? 1 : 0);
}

} // namespace murmuration
