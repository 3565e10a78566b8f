/// Which bytes of a block are of a kind, one bit each: what a scanner asks 16
/// or more bytes at a time. A kind is a function from a vector of bytes to the
/// vector of its comparisons, made with the compiler's vector types.
///
///   auto digits = bits_of<block16>(at, [](auto x) { return x - '0' <= 9; });
///   std::countr_one(digits); // how many stand at the front
#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <cstdint>
#include <cstring>

namespace murmuration {

/// Blocks of 16 bytes, which every processor compares at once.
struct block16 {
  using bytes = std::uint8_t __attribute__((vector_size(16)));

  /// What often stands behind a `\` in JSON, all of which may.
  static auto is_common_escape(const bytes& x) {
    return (x == '/') | (x == '"') | (x == 'n') | (x == '\\');
  }

  /// Bit i is set where element i of a comparison is.
  template <class Hits>
  static std::uint32_t bits(const Hits& hits) {
#ifdef __SSE2__
    return static_cast<std::uint32_t>(
        _mm_movemask_epi8(reinterpret_cast<const __m128i&>(hits)));
#else
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < 16; ++i)
      bits |= std::uint32_t{hits[i] != 0} << i;
    return bits;
#endif
  }
};

/// Bit i is set where the byte at `at` + i is of the kind.
template <class Block, class Kind>
auto bits_of(const char* at, Kind kind) {
  typename Block::bytes bytes;
  std::memcpy(&bytes, at, sizeof(bytes));
  return Block::bits(kind(bytes));
}

/// The same for 64 bytes.
template <class Block, class Kind>
std::uint64_t bits_of_64(const char* at, Kind kind) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 64; i += sizeof(typename Block::bytes))
    bits |= std::uint64_t{bits_of<Block>(at + i, kind)} << i;
  return bits;
}

} // namespace murmuration
