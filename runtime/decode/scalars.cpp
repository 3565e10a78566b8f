#include "runtime/decode/scalars.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "runtime/decode/byte_bits.hpp"

namespace murmuration {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// By the first byte of a literal, its bytes as they lie in memory, and its
/// size; size 0: no literal begins so.
struct literal {
  std::uint64_t bytes = 0;
  std::uint64_t mask = 0;
  std::size_t size = 0;
};

constexpr auto literals = [] {
  std::array<literal, 256> table{};
  for (std::string_view text : {"true", "false", "null"}) {
    std::array<char, 8> bytes{};
    std::array<char, 8> mask{};
    for (std::size_t i = 0; i < text.size(); ++i) {
      bytes[i] = text[i];
      mask[i] = '\xff';
    }
    table[static_cast<unsigned char>(text.front())] = {
        std::bit_cast<std::uint64_t>(bytes), std::bit_cast<std::uint64_t>(mask),
        text.size()};
  }
  return table;
}();

bool is_literal(std::string_view token) {
  // Which one it is changes too often for a branch.
  const auto& expected = literals[static_cast<unsigned char>(token.front())];
  std::uint64_t found;
  std::memcpy(&found, token.data(), sizeof(found));
  return token.size() == expected.size
         && (found & expected.mask) == expected.bytes;
}

/// At most 32.
std::size_t digits_at_front(const char* at) {
  auto digit = [](auto x) {
    return x - '0' <= 9;
  };
  auto bits =
      bits_of<block16>(at, digit) | bits_of<block16>(at + 16, digit) << 16;
  return static_cast<std::size_t>(std::countr_one(bits));
}

/// What most numbers are: digits alone.
bool is_natural(std::string_view token) {
  return digits_at_front(token.data()) == token.size()
         && (token.front() != '0' || token.size() == 1);
}

} // namespace

bool all_digits(std::string_view text) {
  while (text.size() > 32 && digits_at_front(text.data()) == 32)
    text.remove_prefix(32);
  return !text.empty() && digits_at_front(text.data()) >= text.size();
}

bool number_valid(std::string_view token) {
  const auto* at = token.data();
  const auto* end = at + token.size();
  auto digits = [&at, end] {
    const auto* first = at;
    while (at != end && is_digit(*at))
      ++at;
    return at != first;
  };
  if (at != end && *at == '-')
    ++at;
  if (at != end && *at == '0')
    ++at;
  else if (!digits())
    return false;
  if (at != end && *at == '.') {
    ++at;
    if (!digits())
      return false;
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at != end && (*at == '+' || *at == '-'))
      ++at;
    if (!digits())
      return false;
  }
  return at == end;
}

bool scalar_valid(std::string_view token) {
  if (token.front() >= 'a' ? is_literal(token) : is_natural(token))
    return true;
  while (is_blank(token.back())) // a token begins with none
    token.remove_suffix(1);
  return is_literal(token) || number_valid(token);
}

} // namespace murmuration
