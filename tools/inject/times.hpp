/// Points in time as tweets write them. Pure functions; years 1970 to 9999.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace murmuration::inject {

/// `Sun Aug 16 21:41:13 +0000 2015`.
std::string v1_time(std::int64_t ms);

/// `2015-08-16T21:41:13.000Z`.
std::string v2_time(std::int64_t ms);

/// Reads RFC 3339 in UTC (`2026-01-01T00:00:00Z`), in milliseconds.
std::optional<std::int64_t> read_time(std::string_view text);

} // namespace murmuration::inject
