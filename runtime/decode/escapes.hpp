/// Whether the escapes of a JSON text are JSON's. Pure.
///   escapes_valid(R"({"text":"caf\u00e9"})");  // with 64 bytes behind it
#pragma once

#include <string_view>

namespace murmuration {

/// Whether each `\` begins one of JSON's escapes. `json` may be a whole JSON
/// text, since `\` is an error outside of strings anyway. 64 bytes behind it
/// are readable.
bool escapes_valid(std::string_view json);

/// The same on a processor with AVX2.
bool escapes_valid_avx2(std::string_view json);

} // namespace murmuration
