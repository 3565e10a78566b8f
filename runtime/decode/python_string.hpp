/// The inside of a Python string literal, rewritten as the inside of a JSON
/// string. A pure function.
#pragma once

#include <cstddef>

namespace murmuration {

/// No literal becomes longer than this many times its size (`\0`, `\u0000`).
inline constexpr std::size_t json_growth_max = 3;

/// Reads from `at`, behind the opening quote, and returns the place behind the
/// closing `quote` (`'` or `"`); null when the literal is not closed before
/// `end`, or has an escape that Python refuses or a control character other
/// than a tab, which `repr` escapes. `out` is moved behind what was written.
/// Up to 16 bytes behind `end` are read, and behind `out` overwritten.
const char* json_of_literal(const char* at, const char* end, char quote,
                            char*& out);

} // namespace murmuration
