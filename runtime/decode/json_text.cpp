#include "runtime/decode/json_text.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "runtime/decode/code_points.hpp"

namespace murmuration {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The value of four digits; `no_digit` or more when one of them is none.
std::uint32_t hex4(const char* at) {
  return hex_value(at[0]) << 12 | hex_value(at[1]) << 8 | hex_value(at[2]) << 4
         | hex_value(at[3]);
}

/// One bit a byte, set where one of the 16 bytes at `at` is a `\`.
constexpr std::ptrdiff_t block_size = 16;

#ifdef __SSE2__
std::uint32_t backslashes(const char* at) {
  auto block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  auto hits = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(hits));
}
#else
std::uint32_t backslashes(const char* at) {
  std::uint32_t hits = 0;
  for (std::uint32_t i = 0; i < block_size; ++i)
    hits |= std::uint32_t{at[i] == '\\'} << i;
  return hits;
}
#endif

/// The same for 64 bytes.
std::uint64_t backslashes_of_64(const char* at) {
  auto bits = [at](std::ptrdiff_t block) {
    return std::uint64_t{backslashes(at + block * block_size)}
           << (block * block_size);
  };
  return bits(0) | bits(1) | bits(2) | bits(3);
}

/// The first `\` from `at` on, or `end`, behind which 16 bytes are readable.
/// Escapes stand close together in a tweet (`http:\/\/`), too close for memchr
/// to pay.
const char* find_backslash(const char* at, const char* end) {
  for (;; at += block_size) {
    auto hits = backslashes(at);
    if (end - at <= block_size) {
      hits |= 1u << (end - at);
      return at + std::countr_zero(hits);
    }
    if (hits != 0)
      return at + std::countr_zero(hits);
  }
}

/// The size of an escape by the byte behind its `\`; 0: it is none of JSON's.
constexpr auto escape_sizes = [] {
  std::array<std::uint8_t, 256> sizes{};
  for (unsigned char c : {'"', '\\', '/', 'b', 'f', 'n', 'r', 't'})
    sizes[c] = 2;
  sizes['u'] = 6;
  return sizes;
}();

/// The size of the escape whose `\` is at `at`; 0: it is none of JSON's. Reads
/// six bytes at most.
std::ptrdiff_t escape_size(const char* at) {
  std::ptrdiff_t size = escape_sizes[static_cast<unsigned char>(at[1])];
  return size == 6 && hex4(at + 2) >= no_digit ? 0 : size;
}

/// Reads the code point of a `\uXXXX`, or of two that make a pair; `at` points
/// to the first digit and is moved behind the last one.
std::uint32_t read_point(const char*& at, const char* end) {
  constexpr std::uint32_t replacement = 0xFFFD;
  auto point = hex4(at);
  at += 4;
  if (point < 0xD800 || point > 0xDFFF)
    return point;
  if (point > 0xDBFF || end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return replacement;
  auto low = hex4(at + 2);
  if (low < 0xDC00 || low > 0xDFFF)
    return replacement;
  at += 6;
  return 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
}

char plain_escape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default: // `"`, `\` and `/` stand for themselves.
      return c;
  }
}

} // namespace

bool escapes_valid(std::string_view json) {
  const auto* const end = json.data() + json.size();
  const auto* behind = json.data(); // the escape before
  auto valid = true;
  auto visit = [&](const char* at) {
    if (at < behind)
      return; // the second of `\\`
    auto size = escape_size(at);
    valid &= size != 0;
    behind = at + size;
  };
  // 64 bytes a step, whose `\` are visited by their bits: they do not wait for
  // each other, as places would that are looked for one after the other.
  const auto* at = json.data();
  for (; end - at >= 64 && valid; at += 64)
    for (auto hits = backslashes_of_64(at); hits != 0; hits &= hits - 1)
      visit(at + std::countr_zero(hits));
  for (; at != end && valid; ++at)
    if (*at == '\\')
      visit(at);
  return valid && behind <= end;
}

bool all_digits(std::string_view text) {
  // Eight at a time: a digit's byte without the bits of '0' is at most 9.
  const auto* at = text.data();
  auto left = text.size();
  std::uint64_t wrong = 0;
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, at, 8);
    eight ^= 0x3030303030303030;
    wrong |= eight | (eight + 0x7676767676767676);
  }
  wrong &= 0x8080808080808080;
  for (; left > 0; --left, ++at)
    wrong |= static_cast<std::uint64_t>(!is_digit(*at));
  return wrong == 0 && !text.empty();
}

bool number_valid(std::string_view token) {
  if (all_digits(token))
    return token.size() == 1 || token.front() != '0';
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

std::string_view unescape(std::string_view contents, arena& bytes) {
  if (contents.empty())
    return {};
  const auto* at = contents.data();
  const auto* end = at + contents.size();
  const auto* escape = find_backslash(at, end);
  if (escape == end)
    return bytes.copy(contents);
  // No escape is longer than what it stands for.
  auto* first = bytes.reserve(contents.size());
  auto* out = first;
  for (;;) {
    auto run = static_cast<std::size_t>(escape - at);
    std::memcpy(out, at, run);
    out += run;
    if (escape == end)
      break;
    at = escape;
    do { // what is not Latin stands in runs of escapes
      auto kind = at[1];
      at += 2;
      if (kind == 'u')
        out = append_utf8(out, read_point(at, end));
      else
        *out++ = plain_escape(kind);
    } while (at != end && *at == '\\');
    escape = find_backslash(at, end);
  }
  return bytes.commit(static_cast<std::size_t>(out - first));
}

bool nested_deeper(std::string_view json, std::size_t depth_max) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    switch (json[i]) {
      case '"':
        in_string = !in_string;
        break;
      case '\\':
        i += in_string ? 1 : 0;
        break;
      case '[':
      case '{':
        if (!in_string && ++depth > depth_max)
          return true;
        break;
      case ']':
      case '}':
        if (!in_string && depth > 0)
          --depth;
        break;
      default:
        break;
    }
  }
  return false;
}

} // namespace murmuration
