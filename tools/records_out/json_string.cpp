#include "tools/records_out/json_string.hpp"

#include <array>
#include <cstddef>

#include <utf8proc.h>

namespace murmuration::records_out {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

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

} // namespace

std::uint32_t next_character(std::string_view text, std::size_t& at) {
  utf8proc_int32_t c;
  auto size = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
      static_cast<utf8proc_ssize_t>(text.size() - at), &c);
  if (size <= 0)
    return static_cast<unsigned char>(text[at++]);
  at += static_cast<std::size_t>(size);
  return static_cast<std::uint32_t>(c);
}

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
        append_utf16(out, next_character(text, at));
    }
  }
  out += '"';
}

} // namespace murmuration::records_out
