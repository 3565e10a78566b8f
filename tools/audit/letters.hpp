/// The classes of characters that the rules of tags and URLs are made of.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "tools/audit/utf8.hpp"

namespace murmuration::audit {

inline bool is_digit_point(std::uint32_t point) {
  return point >= '0' && point <= '9';
}

/// Letters and digits.
inline bool is_ascii_word(std::uint32_t point) {
  return is_digit_point(point) || (point >= 'a' && point <= 'z')
         || (point >= 'A' && point <= 'Z');
}

/// Latin letters with accents, as twitter-text lists them.
inline bool is_accented(std::uint32_t point) {
  constexpr std::uint32_t others[] = {0x253, 0x254, 0x256, 0x257, 0x259,
                                      0x25B, 0x263, 0x268, 0x26F, 0x272,
                                      0x289, 0x28B, 0x2BB};
  if (point < 0xC0)
    return false;
  if (point <= 0x24F)
    return point != 0xD7 && point != 0xF7;
  return (point >= 0x300 && point <= 0x36F)
         || (point >= 0x1E00 && point <= 0x1EFF)
         || std::find(std::begin(others), std::end(others), point)
                != std::end(others);
}

inline bool is_cyrillic(std::uint32_t point) {
  return point >= 0x400 && point <= 0x4FF;
}

inline bool is_one_of(std::uint32_t point, std::string_view ascii) {
  return point < 0x80 && ascii.find(static_cast<char>(point)) != ascii.npos;
}

/// `ascii`, in lower case, stands at `at` in any case.
inline bool is_prefix(const code_points& text, std::size_t at,
                      std::string_view ascii) {
  if (text.size() < at || text.size() - at < ascii.size())
    return false;
  return std::equal(ascii.begin(), ascii.end(),
                    text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char want, std::uint32_t is) {
                      auto upper = is >= 'A' && is <= 'Z';
                      return (upper ? is + 0x20 : is)
                             == static_cast<unsigned char>(want);
                    });
}

} // namespace murmuration::audit
