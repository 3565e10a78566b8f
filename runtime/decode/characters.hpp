/// Code points of UTF-8 text and the classes that the hashtag and URL rules
/// are made of. Pure functions, safe on any bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace murmuration {

struct code_point {
  std::uint32_t value = 0;
  std::uint32_t size = 0; ///< in bytes; 0 at the end of the text
};

/// The code point that starts at `at`. A byte that is not part of UTF-8 counts
/// as one U+FFFD.
code_point point_at(std::string_view text, std::size_t at);

/// The code point that ends before `at`.
code_point point_before(std::string_view text, std::size_t at);

/// How many code points there are in UTF-8 text.
std::uint32_t count_points(std::string_view text);

enum class tag_class : std::uint8_t {
  none,
  letter, ///< \p{L} or \p{M}: a tag needs one
  other,  ///< \p{Nd} and the special characters: may be in a tag
};

/// The class of a code point in quality terms of twitter-text's hashtag rule.
tag_class classify_for_tag(std::uint32_t point);

inline bool is_ascii_letter(std::uint32_t point) {
  auto lower = point | 0x20;
  return lower >= 'a' && lower <= 'z';
}

inline bool is_ascii_digit(std::uint32_t point) {
  return point >= '0' && point <= '9';
}

inline bool is_ascii_alnum(std::uint32_t point) {
  return is_ascii_letter(point) || is_ascii_digit(point);
}

/// Whether a host name without protocol may hold it, besides `-`, `_`, `.`:
/// ASCII letters and digits, and accented Latin letters.
bool is_latin_host_char(std::uint32_t point);

/// The same after `http://`: anything but blanks, controls and punctuation.
bool is_host_char(std::uint32_t point);

/// Whether an URL's path may hold it outside of parentheses.
bool is_path_char(std::uint32_t point);

/// Whether an URL's path may end with it.
bool is_path_end(std::uint32_t point);

bool is_query_char(std::uint32_t point);
bool is_query_end(std::uint32_t point);

using char_test = bool (*)(std::uint32_t);

/// Where the run of characters that pass `test` ends, which begins at `at`.
std::size_t skip(std::string_view text, std::size_t at, char_test test);

/// Whether `prefix`, which is lower-case ASCII, stands at `at` in any case.
bool has_prefix(std::string_view text, std::size_t at, std::string_view prefix);

} // namespace murmuration
