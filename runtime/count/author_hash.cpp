#include "runtime/count/author_hash.hpp"

#include <charconv>

#include <xxhash.h>

namespace murmuration {

std::uint32_t author_hash(const tweet& x) {
  if (!x.author.empty())
    return static_cast<std::uint32_t>(
        XXH3_64bits(x.author.data(), x.author.size()));
  char text[24] = "#";
  auto end = std::to_chars(text + 1, text + sizeof text, x.at.value).ptr;
  return static_cast<std::uint32_t>(
      XXH3_64bits(text, static_cast<std::size_t>(end - text)));
}

} // namespace murmuration
