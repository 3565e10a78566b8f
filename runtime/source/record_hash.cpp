#include "runtime/source/record_hash.hpp"

#include <xxhash.h>

namespace murmuration {

std::uint64_t record_hash(std::string_view key, std::string_view value) {
  auto seed = key.empty() ? 0 : XXH3_64bits(key.data(), key.size());
  return XXH3_64bits_withSeed(value.data(), value.size(), seed);
}

} // namespace murmuration
