/// Characters outside ASCII as the feature walk sees them. Stateless.
#pragma once

#include <cstdint>
#include <string_view>

namespace murmuration {

struct other_character {
  enum class role : std::uint8_t {
    separator,  ///< ends a word; also a byte that is no UTF-8
    letter,     ///< letter, mark or number: part of a word
    apostrophe, ///< ’ and its like: part of a word when a letter follows
    stop,       ///< … 。 ！ and their like: ends a clause
    joiner,     ///< skipped, also within a word: ZWJ, variation selectors
    emoji,      ///< says what `words` says
  };

  role what = role::separator;
  std::uint8_t size = 1;   ///< bytes that were read
  std::uint32_t point = 0; ///< of a letter: lower-cased
  std::string_view words;  ///< of an emoji: what it says, in lower case
};

/// The character at `next`, a byte above 0x7F.
other_character read_other(const char* next, const char* end);

/// What an emoji says, in one or two English words; empty when nothing is
/// known about it. Our own wording after the Unicode names.
std::string_view emoji_words(std::uint32_t point);

/// What may stand within a word besides its letters.
struct word_inside {
  std::uint8_t size = 0; ///< in bytes; 0: the word ends here
  bool joiner = false;   ///< skipped; else an apostrophe and a letter follow
};

/// `next` is a byte above 0x7F or the `&` of an entity such as `&#39;`.
word_inside inside_of_word(const char* next, const char* end);

} // namespace murmuration
