/// Characters outside ASCII as Python sees them: which belong to a word (`\w`,
/// that is `str.isalnum()`) and what `str.lower()` makes of them. Stateless.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace murmuration {

/// What is around a piece of a text, for the one rule that looks further than
/// its own character: a Σ at the end of a word becomes ς.
struct neighbours {
  bool cased_before = false;
  bool cased_after = false;
};

/// One character of a word, lower-cased.
struct lowered {
  std::uint8_t taken = 1; ///< bytes that were read, at least 1
  std::uint8_t size = 0;  ///< bytes of the result; 0: no part of a word
  bool ends_word = false; ///< İ, whose dot belongs to no word
  std::array<char, 4> bytes{};
};

/// The character at `text[at]`, a lead byte above 0x7F. A byte that is not
/// UTF-8 is no part of a word.
lowered lower_character(std::string_view text, std::size_t at,
                        neighbours around);

} // namespace murmuration
