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
__m128i compared(const char* at) {
  auto block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  return _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
}

std::uint32_t backslashes(const char* at) {
  return static_cast<std::uint32_t>(_mm_movemask_epi8(compared(at)));
}

bool none_in_four_blocks(const char* at) {
  auto low = _mm_or_si128(compared(at), compared(at + 16));
  auto high = _mm_or_si128(compared(at + 32), compared(at + 48));
  return _mm_movemask_epi8(_mm_or_si128(low, high)) == 0;
}
#else
std::uint32_t backslashes(const char* at) {
  std::uint32_t hits = 0;
  for (std::uint32_t i = 0; i < block_size; ++i)
    hits |= std::uint32_t{at[i] == '\\'} << i;
  return hits;
}

bool none_in_four_blocks(const char* at) {
  return std::find(at, at + 4 * block_size, '\\') == at + 4 * block_size;
}
#endif

/// The first `\` from `at` on, or `end`. Escapes stand close together in a
/// tweet (`http:\/\/`), too close for memchr to pay.
const char* find_backslash(const char* at, const char* end) {
  for (; end - at >= block_size; at += block_size) {
    if (auto hits = backslashes(at); hits != 0)
      return at + std::countr_zero(hits);
    while (end - at >= 5 * block_size && none_in_four_blocks(at + block_size))
      at += 4 * block_size;
  }
  return std::find(at, end, '\\');
}

/// The size of an escape by the byte behind its `\`; 0: it is none of JSON's.
constexpr auto escape_sizes = [] {
  std::array<std::uint8_t, 256> sizes{};
  for (unsigned char c : {'"', '\\', '/', 'b', 'f', 'n', 'r', 't'})
    sizes[c] = 2;
  sizes['u'] = 6;
  return sizes;
}();

/// The size of the escape whose `\` is at `at`; 0: it is none of JSON's.
std::ptrdiff_t escape_size(const char* at, const char* end) {
  if (end - at < 2)
    return 0;
  std::ptrdiff_t size = escape_sizes[static_cast<unsigned char>(at[1])];
  if (size == 6 && (end - at < 6 || hex4(at + 2) >= no_digit))
    return 0;
  return size;
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
  const auto* at = json.data();
  const auto* end = at + json.size();
  while ((at = find_backslash(at, end)) != end) {
    // What is not Latin stands in runs of escapes.
    do {
      auto size = escape_size(at, end);
      if (size == 0)
        return false;
      at += size;
    } while (at != end && *at == '\\');
  }
  return true;
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

std::string_view unescape(std::string_view contents, arena& bytes) {
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
    auto kind = escape[1];
    at = escape + 2;
    if (kind == 'u')
      out = append_utf8(out, read_point(at, end));
    else
      *out++ = plain_escape(kind);
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
