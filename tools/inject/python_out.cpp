#include "tools/inject/python_out.hpp"

#include <cstddef>
#include <cstdint>

#include <utf8proc.h>

#include "tools/records_out/json_string.hpp"

namespace murmuration::inject {

using records_out::next_character;

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_hex(std::string& out, std::uint32_t value, int digits) {
  while (digits-- > 0)
    out += hex_digits[value >> (4 * digits) & 15];
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

void append_python_string(std::string& out, std::string_view text) {
  // Python prefers single quotes, unless only these would need escapes.
  bool single = text.find('\'') == std::string_view::npos
                || text.find('"') != std::string_view::npos;
  char quote = single ? '\'' : '"';
  out += quote;
  for (std::size_t at = 0; at < text.size();) {
    auto from = at;
    auto point = next_character(text, at);
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
