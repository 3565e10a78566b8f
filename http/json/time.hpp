/// Times as the documents show them: RFC 3339, UTC. Pure functions.
///   rfc3339(1'700'000'000) == "2023-11-14T22:13:20Z"
#pragma once

#include <cstdint>
#include <string>

namespace murmuration::http {

std::string rfc3339(std::int64_t seconds);

/// With milliseconds: `2023-11-14T22:13:20.123Z`
std::string rfc3339_ms(std::int64_t milliseconds);

} // namespace murmuration::http
