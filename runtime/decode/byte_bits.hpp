/// Which bytes of a block are of a kind, one bit each: what a scanner asks 16
/// or 64 bytes at a time. A kind is a function from `bytes16` to the vector of
/// its comparisons, made with the compiler's vector types.
///
///   auto digits = bits_of_16(at, [](bytes16 x) { return x - '0' <= 9; });
///   std::countr_one(digits); // how many stand at the front
#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <cstdint>
#include <cstring>

namespace murmuration {

using bytes16 = std::uint8_t __attribute__((vector_size(16)));

/// Bit i is set where the byte at `at` + i is of the kind.
template <class Kind>
std::uint32_t bits_of_16(const char* at, Kind kind) {
  bytes16 block;
  std::memcpy(&block, at, sizeof(block));
  auto hits = kind(block);
#ifdef __SSE2__
  return static_cast<std::uint32_t>(
      _mm_movemask_epi8(reinterpret_cast<__m128i>(hits)));
#else
  std::uint32_t bits = 0;
  for (std::uint32_t i = 0; i < 16; ++i)
    bits |= std::uint32_t{hits[i] != 0} << i;
  return bits;
#endif
}

template <class Kind>
std::uint32_t bits_of_32(const char* at, Kind kind) {
  return bits_of_16(at, kind) | bits_of_16(at + 16, kind) << 16;
}

template <class Kind>
std::uint64_t bits_of_64(const char* at, Kind kind) {
  return bits_of_32(at, kind) | std::uint64_t{bits_of_32(at + 32, kind)} << 32;
}

} // namespace murmuration
