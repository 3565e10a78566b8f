#include "runtime/classify/characters.hpp"

#include <algorithm>
#include <cstring>

#include <utf8proc.h>

namespace murmuration {
namespace {

constexpr utf8proc_int32_t capital_sigma = 0x3A3;
constexpr utf8proc_int32_t final_sigma = 0x3C2;
constexpr utf8proc_int32_t dotted_capital_i = 0x130;
constexpr std::uint16_t no_mapping = UINT16_MAX;

struct range {
  utf8proc_int32_t first;
  utf8proc_int32_t last;
};

template <std::size_t N>
bool in(const std::array<range, N>& ranges, utf8proc_int32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](const range& x) {
    return c >= x.first && c <= x.last;
  });
}

/// Unicode's Case_Ignorable: by category, or by word break (MidLetter,
/// MidNumLet, Single_Quote).
bool case_ignorable(utf8proc_int32_t c) {
  static constexpr std::array<range, 16> more{{{0x27, 0x27},
                                               {0x2E, 0x2E},
                                               {0x3A, 0x3A},
                                               {0xB7, 0xB7},
                                               {0x387, 0x387},
                                               {0x55F, 0x55F},
                                               {0x5F4, 0x5F4},
                                               {0x2018, 0x2019},
                                               {0x2024, 0x2024},
                                               {0x2027, 0x2027},
                                               {0xFE13, 0xFE13},
                                               {0xFE52, 0xFE52},
                                               {0xFE55, 0xFE55},
                                               {0xFF07, 0xFF07},
                                               {0xFF0E, 0xFF0E},
                                               {0xFF1A, 0xFF1A}}};
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
      return true;
    default:
      return in(more, c);
  }
}

/// Unicode's Cased, for characters that are not case-ignorable.
bool cased(utf8proc_int32_t c) {
  static constexpr std::array<range, 7> more{{{0xAA, 0xAA},
                                              {0xBA, 0xBA},
                                              {0x2160, 0x217F},
                                              {0x24B6, 0x24E9},
                                              {0x1F130, 0x1F149},
                                              {0x1F150, 0x1F169},
                                              {0x1F170, 0x1F189}}};
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
      return true;
    default:
      return in(more, c);
  }
}

/// Reads the character at `at`, or gives -1 for a byte that starts none.
utf8proc_int32_t read(std::string_view text, std::size_t at,
                      std::size_t& taken) {
  utf8proc_int32_t c = -1;
  auto size = utf8proc_iterate(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
      static_cast<utf8proc_ssize_t>(text.size() - at), &c);
  taken = size > 0 ? static_cast<std::size_t>(size) : 1;
  return size > 0 ? c : -1;
}

bool cased_follows(std::string_view text, std::size_t at, bool beyond) {
  while (at < text.size()) {
    std::size_t taken;
    auto c = read(text, at, taken);
    if (!case_ignorable(c))
      return cased(c);
    at += taken;
  }
  return beyond;
}

bool cased_precedes(std::string_view text, std::size_t at, bool beyond) {
  while (at > 0) {
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
      --at;
    std::size_t taken;
    auto c = read(text, at, taken);
    if (!case_ignorable(c))
      return cased(c);
  }
  return beyond;
}

/// Python's `str.isalnum()`: letters and everything numeric.
bool word_character(int category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

} // namespace

lowered lower_character(std::string_view text, std::size_t at,
                        neighbours around) {
  lowered result;
  std::size_t taken;
  auto c = read(text, at, taken);
  result.taken = static_cast<std::uint8_t>(taken);
  if (c < 0)
    return result;
  const auto* property = utf8proc_get_property(c);
  if (!word_character(property->category))
    return result;
  if (property->lowercase_seqindex == no_mapping) {
    result.size = result.taken;
    std::memcpy(result.bytes.data(), text.data() + at, taken);
    return result;
  }
  auto lower = utf8proc_tolower(c);
  if (c == capital_sigma && cased_precedes(text, at, around.cased_before)
      && !cased_follows(text, at + taken, around.cased_after))
    lower = final_sigma;
  result.ends_word = c == dotted_capital_i;
  result.size = static_cast<std::uint8_t>(utf8proc_encode_char(
      lower, reinterpret_cast<utf8proc_uint8_t*>(result.bytes.data())));
  return result;
}

} // namespace murmuration
