/// What simdjson's on-demand parser leaves to its user: it finds the tokens of
/// a JSON text and checks its UTF-8, but not the tokens that it skips. Pure
/// functions; every view is of UTF-8.
///
///   if (escapes_valid(record) && number_valid("-1e3")) …
#pragma once

#include <cstddef>
#include <string_view>

#include "messages/arena.hpp"

namespace murmuration {

/// Whether each `\` begins one of JSON's escapes. `json` may be a whole JSON
/// text, since `\` is an error outside of strings anyway. 64 bytes behind it
/// are readable.
bool escapes_valid(std::string_view json);

/// Whether `text` is one digit or more, and nothing else.
bool all_digits(std::string_view text);

/// Whether `token` is a number by JSON's grammar, of any size.
bool number_valid(std::string_view token);

/// The value of a string, from what stands between its quotes. Its escapes are
/// valid, and 16 bytes behind it are readable. Half of a surrogate pair becomes
/// U+FFFD.
std::string_view unescape(std::string_view contents, arena& bytes);

/// Whether brackets nest deeper than `depth_max` somewhere. Linear, without
/// recursion, and also of use when the text is no JSON.
bool nested_deeper(std::string_view json, std::size_t depth_max);

} // namespace murmuration
