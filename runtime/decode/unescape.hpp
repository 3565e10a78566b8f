/// The two ways to `unescape` (json_text.hpp): 16 bytes at once, and on a
/// processor with AVX-512 64. 64 bytes behind `contents` are readable.
#pragma once

#include <string_view>

#include "messages/arena.hpp"

namespace murmuration {

std::string_view unescape_by_16(std::string_view contents, arena& bytes);

std::string_view unescape_avx512(std::string_view contents, arena& bytes);

} // namespace murmuration
