/// What simdjson's first stage does not look at: it finds the tokens of a JSON
/// text and checks its UTF-8, but neither escapes nor numbers nor literals.
/// Pure functions.
///
///   if (escapes_valid(record) && number_valid("-1e3")) …
#pragma once

#include <cstddef>
#include <string_view>

namespace murmuration {

/// Whether each `\` begins one of JSON's escapes. `json` may be a whole JSON
/// text, since `\` is an error outside of strings anyway. 64 bytes behind it
/// are readable.
bool escapes_valid(std::string_view json);

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
