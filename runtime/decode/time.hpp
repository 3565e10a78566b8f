/// Reads a tweet's `created_at`: v1.1 (`Mon Aug 17 03:07:53 +0000 2015`) and
/// v2 (RFC 3339, `2021-09-22T16:38:35.000Z`). Pure, depends on no locale.
///
///   parse_created_at("Thu Jan 01 00:00:01 +0000 1970") == 1000
#pragma once

#include <cstdint>
#include <string_view>

namespace murmuration {

/// Milliseconds since the Unix epoch; 0 when `text` is in neither form. Digits
/// beyond the millisecond are cut off.
std::int64_t parse_created_at(std::string_view text);

} // namespace murmuration
