/// Code points from hexadecimal digits and to UTF-8, for the readers of
/// escapes.
///   auto point = hex_value('e') << 4 | hex_value('9');
///   out = append_utf8(out, point); // "é"
#pragma once

#include <array>
#include <cstdint>

namespace murmuration {

/// The value of each byte as a hexadecimal digit; `no_digit` for others.
inline constexpr std::uint32_t no_digit = 0x10000;
inline constexpr auto hex_values = [] {
  std::array<std::uint32_t, 256> values{};
  values.fill(no_digit);
  for (std::uint32_t i = 0; i < 10; ++i)
    values['0' + i] = i;
  for (std::uint32_t i = 0; i < 6; ++i)
    values['a' + i] = values['A' + i] = 10 + i;
  return values;
}();

inline std::uint32_t hex_value(char c) {
  return hex_values[static_cast<unsigned char>(c)];
}

/// Writes a code point, at most four bytes, and returns the place behind it.
/// `point` is at most U+10FFFF and no surrogate.
inline char* append_utf8(char* out, std::uint32_t point) {
  auto put = [&out](std::uint32_t byte) {
    *out++ = static_cast<char>(byte);
  };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
  return out;
}

} // namespace murmuration
