/// The hash of a word, for tables that live no longer than the process.
#pragma once

#include <cstdint>
#include <string_view>

namespace murmuration {

std::uint64_t word_hash(std::string_view word);

/// Hash of file contents that is the same on every machine; `seed` chains.
std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed);

} // namespace murmuration
