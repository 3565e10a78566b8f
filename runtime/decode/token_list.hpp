/// The tokens of a JSON text: brackets, colons, commas, strings and scalars
/// (numbers and literals). Token i begins at `positions[i]`, with the byte
/// `firsts[i]`. Behind the last token, `positions[count]` is the size of the
/// text, and as many as `token_padding` more first bytes are 0, which no token
/// begins with: a reader that runs into them sees that the text is broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace murmuration {

struct token_list {
  std::uint32_t* positions = nullptr;
  char* firsts = nullptr;
  std::size_t count = 0;
};

constexpr std::size_t token_padding = 64;

/// By what its arrays are longer than the text.
constexpr std::size_t token_room = 128;

/// Finds the tokens on a processor with AVX-512 (F, BW, VL, VBMI, VBMI2), and
/// checks that strings are closed, that they hold no control characters and
/// only JSON's escapes. UTF-8 is checked where `ascii` says that it is none:
/// the rest is for the caller. `json` is not empty.
bool find_tokens_avx512(std::string_view json, token_list& out, bool& ascii);

} // namespace murmuration
