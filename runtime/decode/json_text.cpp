#include "runtime/decode/json_text.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "runtime/decode/byte_bits.hpp"
#include "runtime/decode/code_points.hpp"
#include "runtime/decode/token_index.hpp"
#include "runtime/decode/unescape.hpp"

namespace murmuration {

namespace {

/// The value of four digits; `no_digit` or more when one of them is none.
std::uint32_t hex4(const char* at) {
  return hex_value(at[0]) << 12 | hex_value(at[1]) << 8 | hex_value(at[2]) << 4
         | hex_value(at[3]);
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

std::string_view unescape(std::string_view contents, arena& bytes) {
  static const auto by = has_avx512() ? unescape_avx512 : unescape_by_16;
  return by(contents, bytes);
}

std::string_view unescape_by_16(std::string_view contents, arena& bytes) {
  if (contents.empty())
    return {};
  constexpr std::ptrdiff_t step = 16;
  const auto* at = contents.data();
  const auto* const end = at + contents.size();
  // No escape is longer than what it stands for; the last step copies more.
  auto* const first = bytes.reserve(contents.size() + step);
  auto* out = first;
  for (;;) {
    // Escapes stand close together in a tweet (`http:\/\/`), too close for
    // memchr and memcpy to pay.
    std::memcpy(out, at, step);
    auto hits = bits_of<block16>(at, [](auto x) { return x == '\\'; });
    auto run =
        std::min<std::ptrdiff_t>(std::countr_zero(hits | 1u << step), end - at);
    at += run;
    out += run;
    if (at == end)
      break;
    if (run == step)
      continue;
    do { // what is not Latin stands in runs of escapes
      auto kind = at[1];
      at += 2;
      if (kind == 'u')
        out = append_utf8(out, read_point(at, end));
      else
        *out++ = plain_escape(kind);
    } while (at != end && *at == '\\');
    if (at == end)
      break;
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
