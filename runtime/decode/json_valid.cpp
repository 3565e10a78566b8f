#include "runtime/decode/json_valid.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "runtime/decode/byte_bits.hpp"

namespace murmuration {

namespace {

constexpr std::uint64_t all_bits = ~std::uint64_t{0};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

auto is_backslash(bytes16 x) {
  return x == '\\';
}

auto is_hex_digit(bytes16 x) {
  return (x - '0' <= 9) | ((x | 0x20) - 'a' <= 5);
}

/// By the byte behind a `\`: whether the two are one of JSON's escapes.
constexpr auto plain_escapes = [] {
  std::array<bool, 256> table{};
  for (unsigned char c : std::string_view{R"("\/bfnrt)"})
    table[c] = true;
  return table;
}();

/// Of a block's `\`, those that begin an escape: each other one of a run. What
/// is before the block ends no escape within it.
std::uint64_t escape_begins(std::uint64_t backslashes) {
  // A run that begins at an even place, subtracted from the odd places, leaves
  // the places that its escapes have.
  constexpr std::uint64_t odd = 0xAAAAAAAAAAAAAAAA;
  auto behind = backslashes << 1;
  return (((behind | odd) - backslashes) ^ odd) & backslashes;
}

/// The longest escape, `\uXXXX`.
constexpr int escape_bytes_max = 6;

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
  return static_cast<std::size_t>(
      std::countr_one(bits_of_32(at, [](bytes16 x) { return x - '0' <= 9; })));
}

/// What most numbers are: digits alone.
bool is_natural(std::string_view token) {
  return digits_at_front(token.data()) == token.size()
         && (token.front() != '0' || token.size() == 1);
}

} // namespace

bool escapes_valid(std::string_view json) {
  const auto* at = json.data();
  const auto* const end = at + json.size();
  auto left = [&at, end] {
    return static_cast<std::size_t>(end - at);
  };
  while ((at = static_cast<const char*>(std::memchr(at, '\\', left())))) {
    do { // escapes stand close together
      auto inside = left() >= 64 ? all_bits : ~(all_bits << left());
      auto begins = escape_begins(bits_of_64(at, is_backslash) & inside);
      // Those whose last byte may lie behind the block are left to the next
      // one, which begins with the first of them.
      auto late = begins & (all_bits << (64 - escape_bytes_max + 1));
      auto letter = bits_of_64(at, [](bytes16 x) { return x == 'u'; });
      auto hex = bits_of_64(at, is_hex_digit) & inside;
      auto unicode = letter >> 1 & hex >> 2 & hex >> 3 & hex >> 4 & hex >> 5;
      for (auto rest = begins & ~late & ~unicode; rest != 0; rest &= rest - 1) {
        const auto* escaped = at + std::countr_zero(rest) + 1;
        if (escaped >= end
            || !plain_escapes[static_cast<unsigned char>(*escaped)])
          return false;
      }
      at += std::countr_zero(late);
      if (at >= end)
        return true;
    } while (*at == '\\');
  }
  return true;
}

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
