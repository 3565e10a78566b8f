/// Texts as JSON strings of ASCII. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace murmuration::records_out {

/// Appends `text` (UTF-8) in quotes; everything outside ASCII as \u, `/` as
/// `\/`.
void append_json_string(std::string& out, std::string_view text);

/// The character at `at`, which moves behind it; a byte that is not UTF-8
/// stands for itself (as in Latin-1).
std::uint32_t next_character(std::string_view text, std::size_t& at);

} // namespace murmuration::records_out
