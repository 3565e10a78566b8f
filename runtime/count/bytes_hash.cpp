#include "runtime/count/bytes_hash.hpp"

#include <random>

// Inlined, because most names are shorter than the call is long.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace murmuration {

namespace {

std::uint64_t fresh_seed() {
  std::random_device source;
  return (std::uint64_t{source()} << 32) | source();
}

} // namespace

std::uint64_t bytes_hash(std::string_view bytes) {
  static const std::uint64_t seed = fresh_seed();
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

} // namespace murmuration
