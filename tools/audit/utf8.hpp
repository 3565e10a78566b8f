/// UTF-8, as the audit reads it. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration::audit {

using code_points = std::vector<std::uint32_t>;

/// No byte is stray, no form longer than needed, no surrogate, none above
/// U+10FFFF.
bool is_valid_utf8(std::string_view text);

/// `text` is valid; `out` is overwritten.
void to_points(std::string_view text, code_points& out);

/// Writes 1 to 4 bytes; returns where they end. `to` has room for four.
char* put_point(char* to, std::uint32_t point);

/// Of the points [first, last).
std::string to_bytes(const code_points& text, std::size_t first,
                     std::size_t last);

} // namespace murmuration::audit
