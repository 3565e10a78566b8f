#include "runtime/decode/characters.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace murmuration {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_continuation(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

bool is_one_of(std::uint32_t point, std::string_view ascii) {
  return point < 0x80 && ascii.find(static_cast<char>(point)) != ascii.npos;
}

bool is_between(std::uint32_t point, std::uint32_t first, std::uint32_t last) {
  return point >= first && point <= last;
}

/// twitter-text's latinAccentChars.
bool is_accented_latin(std::uint32_t point) {
  static constexpr std::array<std::uint32_t, 13> more = {
      0x253, 0x254, 0x256, 0x257, 0x259, 0x25B, 0x263,
      0x268, 0x26F, 0x272, 0x289, 0x28B, 0x2BB};
  return (is_between(point, 0xC0, 0x24F) && point != 0xD7 && point != 0xF7)
         || is_between(point, 0x300, 0x36F) || is_between(point, 0x1E00, 0x1EFF)
         || std::find(more.begin(), more.end(), point) != more.end();
}

bool is_cyrillic(std::uint32_t point) {
  return is_between(point, 0x400, 0x4FF);
}

bool is_special_in_tag(std::uint32_t point) {
  static constexpr std::array<std::uint32_t, 15> all = {
      0xB7,   0x5BE,  0x5F3,  0x5F4,  0xF0B,  0xF0C,  0x200C, 0x200D,
      0x3003, 0x301C, 0x309B, 0x309C, 0x30A0, 0x30FB, 0xA67E};
  constexpr std::uint32_t fullwidth_tilde = 0xFF5E;
  return point == fullwidth_tilde
         || std::binary_search(all.begin(), all.end(), point);
}

} // namespace

code_point point_at(std::string_view text, std::size_t at) {
  if (at >= text.size())
    return {};
  auto first = byte_at(text, at);
  if (first < 0x80)
    return {first, 1};
  utf8proc_int32_t point = 0;
  auto rest = text.substr(at);
  auto size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                       static_cast<utf8proc_ssize_t>(rest.size()), &point);
  if (size <= 0)
    return {replacement, 1};
  return {static_cast<std::uint32_t>(point), static_cast<std::uint32_t>(size)};
}

code_point point_before(std::string_view text, std::size_t at) {
  if (at == 0)
    return {};
  auto start = at - 1;
  constexpr std::size_t continuation_bytes_max = 3;
  while (start > 0 && at - start <= continuation_bytes_max
         && is_continuation(byte_at(text, start)))
    --start;
  auto found = point_at(text, start);
  if (start + found.size == at)
    return found;
  return {replacement, 1};
}

std::uint32_t count_points(std::string_view text) {
  auto starts = std::count_if(text.begin(), text.end(), [](char c) {
    return !is_continuation(static_cast<unsigned char>(c));
  });
  return static_cast<std::uint32_t>(starts);
}

tag_class classify_for_tag(std::uint32_t point) {
  if (point < 0x80) {
    if (is_ascii_letter(point))
      return tag_class::letter;
    return is_ascii_digit(point) || point == '_' ? tag_class::other
                                                 : tag_class::none;
  }
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return tag_class::letter;
    case UTF8PROC_CATEGORY_ND:
      return tag_class::other;
    default:
      return is_special_in_tag(point) ? tag_class::other : tag_class::none;
  }
}

bool is_latin_host_char(std::uint32_t point) {
  return is_ascii_alnum(point) || is_accented_latin(point);
}

bool is_host_char(std::uint32_t point) {
  if (point < 0x80)
    return is_ascii_alnum(point);
  if (is_between(point, 0x2000, 0x206F))
    return false;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
      return false;
    default:
      return point != 0xFEFF && point != 0xFFFE && point != 0xFFFF;
  }
}

bool is_path_char(std::uint32_t point) {
  return is_ascii_alnum(point) || is_one_of(point, "!*';:=+,.$/%#[]-_~@|&")
         || point == 0x2013 || is_accented_latin(point) || is_cyrillic(point);
}

bool is_path_end(std::uint32_t point) {
  return is_ascii_alnum(point) || is_one_of(point, "=_#/-+")
         || is_accented_latin(point) || is_cyrillic(point);
}

bool is_query_char(std::uint32_t point) {
  return is_ascii_alnum(point) || is_one_of(point, "!?*'@();:&=+$/%#[]-_.,~|");
}

bool is_query_end(std::uint32_t point) {
  return is_ascii_alnum(point) || is_one_of(point, "-_&=#/");
}

std::size_t skip(std::string_view text, std::size_t at, char_test test) {
  for (auto next = point_at(text, at); next.size > 0 && test(next.value);
       next = point_at(text, at))
    at += next.size;
  return at;
}

bool has_prefix(std::string_view text, std::size_t at,
                std::string_view prefix) {
  if (text.size() - at < prefix.size())
    return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    auto c = static_cast<unsigned char>(text[at + i]);
    auto lower = is_ascii_letter(c) ? c | 0x20 : c;
    if (lower != static_cast<unsigned char>(prefix[i]))
      return false;
  }
  return true;
}

} // namespace murmuration
