/// The body of `escapes_valid`, for vectors of either size.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "runtime/decode/byte_bits.hpp"

namespace murmuration {

/// By the byte behind a `\`: whether the two are an escape.
inline constexpr auto plain_escapes = [] {
  std::array<bool, 256> table{};
  for (unsigned char c : std::string_view{R"("\/bfnrt)"})
    table[c] = true;
  return table;
}();

/// 64 bytes a step; `Block` is how many are compared at once.
template <class Block>
bool escapes_valid_by(std::string_view json) {
  constexpr auto all = ~std::uint64_t{0};
  const auto* at = json.data();
  const auto* const end = at + json.size();
  // What the block before leaves: whether it ended with the `\` of an escape,
  // and which of the first bytes must be the hexadecimal digits of another.
  std::uint64_t escaped_first = 0;
  std::uint64_t digits_first = 0;
  for (; at < end; at += 64) {
    auto backslashes = bits_of_64<Block>(at, [](auto x) { return x == '\\'; });
    if ((backslashes | escaped_first | digits_first) == 0)
      continue;
    auto inside = end - at >= 64 ? all : ~(all << (end - at));
    backslashes &= inside & ~escaped_first;
    // Each other `\` of a run is escaped itself: a run that begins at an even
    // place, subtracted from the odd places, leaves those that its escapes
    // have.
    constexpr std::uint64_t odd = 0xAAAAAAAAAAAAAAAA;
    auto ends = ((backslashes << 1 | odd) - backslashes) ^ odd;
    auto escaped = (ends ^ backslashes) | escaped_first;
    escaped_first = (ends & backslashes) >> 63;
    auto unicode =
        escaped & bits_of_64<Block>(at, [](auto x) { return x == 'u'; });
    if ((unicode | digits_first) != 0) {
      auto digits = bits_of_64<Block>(
          at, [](auto x) { return (x - '0' <= 9) | ((x | 0x20) - 'a' <= 5); });
      auto needed = digits_first | unicode << 1 | unicode << 2 | unicode << 3
                    | unicode << 4;
      if ((needed & ~(digits & inside)) != 0)
        return false;
      digits_first =
          unicode >> 63 | unicode >> 62 | unicode >> 61 | unicode >> 60;
    }
    auto slashes =
        bits_of_64<Block>(at, [](auto x) { return (x == '/') | (x == '"'); });
    for (auto rest = escaped & ~(unicode | (slashes & inside)); rest != 0;
         rest &= rest - 1) {
      const auto* found = at + std::countr_zero(rest);
      if (found >= end || !plain_escapes[static_cast<unsigned char>(*found)])
        return false;
    }
  }
  return (escaped_first | digits_first) == 0;
}

} // namespace murmuration
