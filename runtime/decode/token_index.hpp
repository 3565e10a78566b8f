/// Finds the tokens of a JSON text (token_list.hpp): by simdjson's first stage,
/// or, on a processor with AVX-512, by one of ours that checks the escapes on
/// the way. What the tokens are is for the reader to check (token_walk.hpp).
/// Keeps its memory between texts; not thread safe.
///
///   token_index index;
///   if (index.build(R"({"a":1})"sv)) index.tokens().count == 5; // { "a" : 1 }
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "runtime/decode/token_list.hpp"

namespace murmuration {

class token_index {
public:
  token_index();
  ~token_index();
  token_index(const token_index&) = delete;
  token_index& operator=(const token_index&) = delete;

  /// False when `json` is blank or no UTF-8, or a string is not closed, holds a
  /// control character or an escape that is none. At least 64 bytes behind it
  /// are readable.
  bool build(std::string_view json);

  /// Of the last text, until the next `build`.
  const token_list& tokens() const;

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

/// Whether simdjson's kernel is one with AVX2, or with AVX-512: the processor
/// has it, and SIMDJSON_FORCE_IMPLEMENTATION names no other.
bool has_avx2();
bool has_avx512();

/// Whether `bytes` are UTF-8, without surrogates and overlong forms.
bool is_utf8(std::string_view bytes);

} // namespace murmuration
