#include "runtime/decode/python_string.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "runtime/decode/byte_bits.hpp"
#include "runtime/decode/code_points.hpp"

namespace murmuration {

namespace {

constexpr std::ptrdiff_t block_size = 16;

/// Copies a block and returns one bit a byte, set where a byte is the quote or
/// cannot stand in a JSON string as it is.
std::uint32_t copy_block(const char* at, char quote, char* out) {
  std::memcpy(out, at, block_size);
  auto end = static_cast<unsigned char>(quote);
  return bits_of<block16>(at, [end](auto x) {
    return (x == end) | (x == '\\') | (x == '"') | (x < 0x20);
  });
}

/// Copies up to the first such byte, which is returned, or `end`.
const char* copy_plain(const char* at, const char* end, char quote,
                       char*& out) {
  for (std::uint32_t hits = 0; hits == 0 && at < end;) {
    hits = copy_block(at, quote, out);
    auto run = hits == 0 ? block_size : std::countr_zero(hits);
    run = std::min(run, end - at);
    at += run;
    out += run;
  }
  return at;
}

void put(char*& out, std::string_view bytes) {
  std::memcpy(out, bytes.data(), bytes.size());
  out += bytes.size();
}

/// A code point as JSON strings hold it. Halves of surrogate pairs stay
/// escaped: what becomes of them is for the reader of the JSON to say.
void put_point(char*& out, std::uint32_t point) {
  auto half = point >= 0xD800 && point <= 0xDFFF;
  if (point < 0x20 || half) {
    put(out, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
      *out++ = "0123456789abcdef"[point >> shift & 15];
  } else {
    if (point == '"' || point == '\\')
      *out++ = '\\';
    out = append_utf8(out, point);
  }
}

/// `digits` hexadecimal ones.
const char* take_hex(const char* at, const char* end, int digits, char*& out) {
  if (end - at < digits)
    return nullptr;
  std::uint32_t point = 0;
  for (; digits > 0; --digits) {
    auto value = hex_value(*at++);
    if (value == no_digit)
      return nullptr;
    point = point << 4 | value;
  }
  if (point > 0x10FFFF)
    return nullptr;
  put_point(out, point);
  return at;
}

/// One to three octal digits, up to U+01FF.
const char* take_octal(const char* at, const char* end, char*& out) {
  std::uint32_t point = 0;
  const auto* stop = std::min(at + 3, end);
  for (; at != stop && *at >= '0' && *at <= '7'; ++at)
    point = point << 3 | static_cast<std::uint32_t>(*at - '0');
  put_point(out, point);
  return at;
}

/// An escape, from behind its `\`.
const char* take_escape(const char* at, const char* end, char*& out) {
  if (at == end)
    return nullptr;
  switch (*at++) {
    case '\n': // goes on in the next line
      return at;
    case '\r':
      return at != end && *at == '\n' ? at + 1 : at;
    case '\'':
      *out++ = '\'';
      return at;
    case '"':
      put(out, "\\\"");
      return at;
    case '\\':
      put(out, "\\\\");
      return at;
    case 'a':
      put_point(out, '\a');
      return at;
    case 'b':
      put(out, "\\b");
      return at;
    case 'f':
      put(out, "\\f");
      return at;
    case 'n':
      put(out, "\\n");
      return at;
    case 'r':
      put(out, "\\r");
      return at;
    case 't':
      put(out, "\\t");
      return at;
    case 'v':
      put_point(out, '\v');
      return at;
    case 'x':
      return take_hex(at, end, 2, out);
    case 'u':
      return take_hex(at, end, 4, out);
    case 'U':
      return take_hex(at, end, 8, out);
    case 'N': // names of characters: `repr` writes none
      return nullptr;
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
      return take_octal(at - 1, end, out);
    default: // Python leaves what it does not know as it stands.
      put(out, "\\\\");
      return at - 1;
  }
}

} // namespace

const char* json_of_literal(const char* at, const char* end, char quote,
                            char*& out) {
  for (;;) {
    at = copy_plain(at, end, quote, out);
    if (at == end)
      return nullptr;
    auto c = *at++;
    if (c == quote)
      return at;
    if (c == '\\') {
      at = take_escape(at, end, out);
      if (!at)
        return nullptr;
    } else if (c == '"') {
      put(out, "\\\"");
    } else if (c == '\t') {
      put(out, "\\t");
    } else {
      return nullptr;
    }
  }
}

} // namespace murmuration
