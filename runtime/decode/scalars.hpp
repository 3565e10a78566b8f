/// Whether numbers and literals are JSON's: simdjson's first stage finds the
/// tokens of a text and does not look at what they are. Pure functions.
///
///   if (number_valid("-1e3") && scalar_valid("null ")) …
#pragma once

#include <cstddef>
#include <string_view>

namespace murmuration {

/// Whether `text` is one digit or more, and nothing else. 32 bytes behind it
/// are readable.
bool all_digits(std::string_view text);

/// Whether `token` is a number by JSON's grammar, of any size.
bool number_valid(std::string_view token);

/// Whether `token` is a number, `true`, `false` or `null`, with any blanks
/// behind it. 32 bytes behind it are readable.
bool scalar_valid(std::string_view token);

/// White space by JSON's grammar.
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace murmuration
