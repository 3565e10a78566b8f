/// Where the tokens of a JSON text begin: simdjson's first stage, which also
/// checks the UTF-8, that strings are closed, and that they hold no control
/// characters. What the tokens are is for the reader to check (token_walk.hpp).
/// Keeps its memory between texts; not thread safe.
///
///   token_index index;
///   if (index.build(R"({"a":1})"sv)) index.size() == 5;   // { "a" : 1 }
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace murmuration {

class token_index {
public:
  token_index();
  ~token_index();
  token_index(const token_index&) = delete;
  token_index& operator=(const token_index&) = delete;

  /// False when `json` is empty or fails one of the checks above. At least 64
  /// bytes behind it are readable.
  bool build(std::string_view json);

  /// Byte positions, ascending; [size()] is the size of the text. Valid until
  /// the next `build`.
  const std::uint32_t* positions() const;
  std::size_t size() const;

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
