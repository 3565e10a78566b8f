/// Points in time as tweets write them, parts of a `flat_text`. Pure functions;
/// years 1970 to 9999.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace murmuration::inject {

/// `Sun Aug 16 21:41:13 +0000 2015`, of Unix time.
struct v1_time {
  static constexpr std::size_t size_max = 30;
  std::int64_t ms;

  char* write(char* at) const;
};

/// `2015-08-16T21:41:13.000Z`, of Unix time.
struct v2_time {
  static constexpr std::size_t size_max = 24;
  std::int64_t ms;

  char* write(char* at) const;
};

/// As `v2_time`.
std::string iso_time(std::int64_t ms);

/// Reads RFC 3339 in UTC (`2026-01-01T00:00:00Z`), in milliseconds.
std::optional<std::int64_t> read_time(std::string_view text);

} // namespace murmuration::inject
