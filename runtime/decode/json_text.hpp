/// What a JSON string stands for, and how deep a text nests. Pure functions.
///
///   arena bytes;  unescape(R"(caf\u00e9)", bytes) == "café";
#pragma once

#include <cstddef>
#include <string_view>

#include "messages/arena.hpp"

namespace murmuration {

/// The value of a string, from what stands between its quotes. Its escapes are
/// valid, and 64 bytes behind it are readable. Half of a surrogate pair becomes
/// U+FFFD.
std::string_view unescape(std::string_view contents, arena& bytes);

/// Whether brackets nest deeper than `depth_max` somewhere. Linear, without
/// recursion, and also of use when the text is no JSON.
bool nested_deeper(std::string_view json, std::size_t depth_max);

} // namespace murmuration
