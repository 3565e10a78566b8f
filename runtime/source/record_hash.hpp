/// The hash of a fingerprint: xxHash3-64 of the value, seeded with that of the
/// key when there is one. A tombstone hashes like an empty value.
#pragma once

#include <cstdint>
#include <string_view>

namespace murmuration {

std::uint64_t record_hash(std::string_view key, std::string_view value);

} // namespace murmuration
