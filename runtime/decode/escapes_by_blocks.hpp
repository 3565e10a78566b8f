/// The body of `escapes_valid`, for vectors of any size. Each `\` is looked at
/// as if it began an escape, also one that is escaped itself: so no block needs
/// to know of another. Where that does not hold, and where an escape is none of
/// the block's common ones, the text is read byte by byte.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "runtime/decode/byte_bits.hpp"

namespace murmuration {

/// Exact, and slow where there are many.
bool escapes_valid_by_bytes(std::string_view json);

/// How many bytes an escape reaches behind its `\`.
constexpr std::size_t escape_reach = 5;

/// False when an escape that begins in the block at `at` may be none. Behind
/// the block, `escape_reach` bytes are readable.
template <class Block>
bool escapes_plain(const char* at) {
  auto backslashes = bits_of<Block>(at, [](auto x) { return x == '\\'; });
  if (backslashes == 0)
    return true;
  auto common =
      bits_of<Block>(at + 1, [](auto x) { return Block::is_common_escape(x); });
  auto rest = backslashes & ~common;
  if (rest == 0)
    return true;
  auto digits_at = [at](std::size_t i) {
    return bits_of<Block>(at + i, [](auto x) {
      return (x - '0' <= 9) | ((x | 0x20) - 'a' <= 5);
    });
  };
  auto unicode = bits_of<Block>(at + 1, [](auto x) { return x == 'u'; });
  auto first = digits_at(2);
  auto last = digits_at(5);
  auto all = first & (first >> 1 | last << 2) & (first >> 2 | last << 1) & last;
  return (rest & ~(unicode & all)) == 0;
}

template <class Block>
bool escapes_valid_by(std::string_view json) {
  constexpr auto size = sizeof(typename Block::bytes);
  auto rest = json;
  auto plain = true;
  for (; rest.size() >= size + escape_reach; rest.remove_prefix(size))
    plain &= escapes_plain<Block>(rest.data());
  // Behind the text are blanks, which no escape has.
  std::array<char, 2 * size + escape_reach> tail;
  tail.fill(' ');
  rest.copy(tail.data(), rest.size());
  plain &= escapes_plain<Block>(tail.data());
  plain &= escapes_plain<Block>(tail.data() + size);
  return plain || escapes_valid_by_bytes(json);
}

} // namespace murmuration
