#include "runtime/classify/word_hash.hpp"

// The functions are compiled in here: words are so short that the call into
// the shared library would cost as much as the hash.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace murmuration {

std::uint64_t word_hash(std::string_view word) {
  return XXH3_64bits(word.data(), word.size());
}

std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

} // namespace murmuration
