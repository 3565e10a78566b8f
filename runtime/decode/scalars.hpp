/// Whether numbers and literals are JSON's: the first stage (token_index.hpp)
/// finds the tokens of a text and does not look at what they are. Pure
/// functions.
///
///   if (number_valid("-1e3") && scalar_valid("null ")) …
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "runtime/decode/byte_bits.hpp"

namespace murmuration {

/// Whether `text` is one digit or more, and nothing else. 32 bytes behind it
/// are readable.
bool all_digits(std::string_view text);

/// Whether `token` is a number by JSON's grammar, of any size.
bool number_valid(std::string_view token);

/// Whether `token` is `true`, `false` or `null`. 8 bytes behind it are
/// readable.
inline bool is_literal(std::string_view token) {
  struct literal {
    std::array<char, 8> bytes;
    std::uint64_t size;
  };
  // By two bits that tell the first letters apart, since which one it is
  // changes too often for a branch.
  static constexpr std::array<literal, 4> literals{{
      {{'f', 'a', 'l', 's', 'e'}, 5},
      {{'n', 'u', 'l', 'l'}, 4},
      {{'t', 'r', 'u', 'e'}, 4},
      {{}, 0}, // no token is empty
  }};
  const auto& expected = literals[(token.front() >> 3) & 3];
  std::uint64_t found;
  std::memcpy(&found, token.data(), sizeof(found));
  auto differ = found ^ std::bit_cast<std::uint64_t>(expected.bytes);
  return token.size() == expected.size
         && differ << (64 - 8 * expected.size) == 0;
}

/// How many digits stand at the front, at most 32, which are readable.
inline std::size_t digits_at_front(const char* at) {
  auto digit = [](auto x) {
    return x - '0' <= 9;
  };
  auto bits =
      bits_of<block16>(at, digit) | bits_of<block16>(at + 16, digit) << 16;
  return static_cast<std::size_t>(std::countr_one(bits));
}

/// Whether `token` is what most numbers are, at most 32 digits. As many bytes
/// behind it are readable.
inline bool is_natural(std::string_view token) {
  return digits_at_front(token.data()) == token.size()
         && (token.front() != '0' || token.size() == 1);
}

/// Whether `token` is a number, `true`, `false` or `null`, with any blanks
/// behind it.
bool scalar_valid(std::string_view token);

/// White space by JSON's grammar.
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace murmuration
