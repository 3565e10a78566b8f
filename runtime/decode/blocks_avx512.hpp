/// What our readers for AVX-512 (F, BW, VL, VBMI, VBMI2) share. Include it last
/// and only where the processor was asked: from here on, all that a file
/// defines is for such processors.
#pragma once

// GCC 12's own intrinsics begin with registers of any content.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>

#include <array>
#include <bit>
#include <cstdint>

#pragma GCC target(                                                            \
    "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,pclmul,popcnt")

namespace murmuration {

namespace {

using bits = std::uint64_t; ///< one for each byte of a block
using block = __m512i;

inline block every(char c) {
  auto all = _mm512_set1_epi8(c);
  // Else GCC makes it anew for each block.
  asm("" : "+v"(all));
  return all;
}

inline bits equal(block x, block y) {
  bits made = _mm512_cmpeq_epi8_mask(x, y);
  // Else GCC compares once more where `made` meets another mask.
  asm("" : "+r"(made));
  return made;
}

/// Of backslashes, where no escape came before, those that begin one.
inline bits begin_escapes(bits backslashes) {
  // Each other `\` of a run is escaped itself: a run that begins at an even
  // place, subtracted from the odd places, leaves those that its escapes have.
  constexpr bits odd = 0xAAAAAAAAAAAAAAAA;
  return (((backslashes << 1 | odd) - backslashes) ^ odd) & backslashes;
}

} // namespace

} // namespace murmuration
