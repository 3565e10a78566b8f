#include "tools/inject/value_out.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include <utf8proc.h>

namespace murmuration::inject {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_hex(std::string& out, std::uint32_t value, int digits) {
  while (digits-- > 0)
    out += hex_digits[value >> (4 * digits) & 15];
}

void append_utf16(std::string& out, std::uint32_t point) {
  auto unit = [&out](std::uint32_t x) {
    const char escape[]{'\\',
                        'u',
                        hex_digits[x >> 12 & 15],
                        hex_digits[x >> 8 & 15],
                        hex_digits[x >> 4 & 15],
                        hex_digits[x & 15]};
    out.append(escape, sizeof escape);
  };
  if (point < 0x10000) {
    unit(point);
    return;
  }
  unit(0xD800 + ((point - 0x10000) >> 10));
  unit(0xDC00 + ((point - 0x10000) & 0x3FF));
}

/// ASCII that JSON strings hold as it is.
constexpr auto plain = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0x20; c < 0x7F; ++c)
    table[c] = c != '"' && c != '\\' && c != '/';
  return table;
}();

/// The character at `at`; a byte that is not UTF-8 stands for itself.
std::uint32_t read(std::string_view text, std::size_t& at) {
  utf8proc_int32_t c;
  auto size = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
      static_cast<utf8proc_ssize_t>(text.size() - at), &c);
  if (size <= 0)
    return static_cast<unsigned char>(text[at++]);
  at += static_cast<std::size_t>(size);
  return static_cast<std::uint32_t>(c);
}

/// Python's `str.isprintable()` of a character outside ASCII.
bool printable(std::uint32_t point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
      return false;
    default:
      return true;
  }
}

void append_python_escape(std::string& out, std::uint32_t point) {
  if (point < 0x100) {
    out += "\\x";
    append_hex(out, point, 2);
  } else if (point < 0x10000) {
    out += "\\u";
    append_hex(out, point, 4);
  } else {
    out += "\\U";
    append_hex(out, point, 8);
  }
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (end < text.size() && plain[static_cast<unsigned char>(text[end])])
      ++end;
    out.append(text, at, end - at);
    at = end;
    if (at == text.size())
      break;
    switch (text[at]) {
      case '"':
      case '\\':
      case '/':
        (out += '\\') += text[at++];
        break;
      case '\n':
        out += "\\n";
        ++at;
        break;
      case '\r':
        out += "\\r";
        ++at;
        break;
      case '\t':
        out += "\\t";
        ++at;
        break;
      default:
        append_utf16(out, read(text, at));
    }
  }
  out += '"';
}

void append_python_string(std::string& out, std::string_view text) {
  // Python prefers single quotes, unless only these would need escapes.
  bool single = text.find('\'') == std::string_view::npos
                || text.find('"') != std::string_view::npos;
  char quote = single ? '\'' : '"';
  out += quote;
  for (std::size_t at = 0; at < text.size();) {
    auto from = at;
    auto point = read(text, at);
    if (point == static_cast<unsigned char>(quote) || point == '\\')
      (out += '\\') += text[from];
    else if (point == '\n')
      out += "\\n";
    else if (point == '\r')
      out += "\\r";
    else if (point == '\t')
      out += "\\t";
    else if (point < 0x80 ? point >= 0x20 && point < 0x7F : printable(point))
      out.append(text, from, at - from);
    else
      append_python_escape(out, point);
  }
  out += quote;
}

} // namespace murmuration::inject
