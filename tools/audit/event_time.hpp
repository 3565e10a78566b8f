/// When a tweet was sent, of its `created_at`. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace murmuration::audit {

/// Milliseconds since 1970 of `Mon Aug 17 03:07:53 +0000 2015` or RFC 3339; 0:
/// neither.
std::int64_t created_ms(std::string_view text);

/// The second that holds this millisecond, also before 1970.
std::int64_t second_of(std::int64_t ms);

} // namespace murmuration::audit
