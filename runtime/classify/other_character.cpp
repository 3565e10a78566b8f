#include "runtime/classify/other_character.hpp"

#include <utf8proc.h>

#include "runtime/classify/text_bytes.hpp"

namespace murmuration {
namespace {

using role = other_character::role;

bool is_apostrophe(utf8proc_int32_t c) {
  return c == 0x2019 || c == 0x2018 || c == 0xB4 || c == 0x2BC || c == 0xFF07;
}

bool is_stop(utf8proc_int32_t c) {
  switch (c) {
    case 0x2026: // …
    case 0x203C: // ‼
    case 0x2049: // ⁉
    case 0x3001: // 、
    case 0x3002: // 。
    case 0xFF01: // ！
    case 0xFF0C: // ，
    case 0xFF1F: // ？
    case 0x060C: // Arabic comma
    case 0x061F: // Arabic question mark
    case 0x0964: // danda
    case 0xBF:   // ¿
    case 0xA1:   // ¡
      return true;
    default:
      return false;
  }
}

/// Selectors, joiners and skin tones.
bool is_joiner(utf8proc_int32_t c) {
  return c == 0x200D || c == 0x200C || (c >= 0xFE00 && c <= 0xFE0F)
         || (c >= 0x1F3FB && c <= 0x1F3FF) || c == 0xAD;
}

bool is_letter(utf8proc_category_t category) {
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO);
}

static_assert(UTF8PROC_CATEGORY_LU == 1 && UTF8PROC_CATEGORY_LO == 5
              && UTF8PROC_CATEGORY_MN == 6 && UTF8PROC_CATEGORY_ME == 8
              && UTF8PROC_CATEGORY_ND == 9 && UTF8PROC_CATEGORY_NO == 11);

} // namespace

other_character read_other(const char* next, const char* end) {
  other_character result;
  utf8proc_int32_t c = -1;
  auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(next),
                               static_cast<utf8proc_ssize_t>(end - next), &c);
  if (size <= 0)
    return result;
  result.size = static_cast<std::uint8_t>(size);
  result.point = static_cast<std::uint32_t>(c);
  if (is_apostrophe(c)) {
    result.what = role::apostrophe;
  } else if (is_stop(c)) {
    result.what = role::stop;
  } else if (is_joiner(c)) {
    result.what = role::joiner;
  } else if (is_letter(utf8proc_category(c))) {
    result.what = role::letter;
    result.point = static_cast<std::uint32_t>(utf8proc_tolower(c));
  } else {
    result.words = emoji_words(result.point);
    if (!result.words.empty())
      result.what = role::emoji;
  }
  return result;
}

word_inside inside_of_word(const char* next, const char* end) {
  std::size_t size = 0;
  if (*next == '&') {
    for (std::string_view name : {"&#39;", "&apos;", "&#039;", "&#x27;"})
      if (stands_at(next, end, name))
        size = name.size();
  } else {
    auto other = read_other(next, end);
    if (other.what == role::joiner)
      return {other.size, true};
    if (other.what == role::apostrophe)
      size = other.size;
  }
  if (size == 0 || next + size == end || !is_letter(next[size]))
    return {};
  return {static_cast<std::uint8_t>(size), false};
}

} // namespace murmuration
