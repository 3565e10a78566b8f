#include "runtime/decode/escapes.hpp"

#include <array>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
// GCC 12's own intrinsics begin with registers of any content.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
// From here on; what the standard library defines is for every processor.
#pragma GCC target("avx512f,avx512bw")
#define MURMURATION_AVX512
#endif

#include "runtime/decode/escapes_by_blocks.hpp"

namespace murmuration {

namespace {

#ifdef MURMURATION_AVX512
/// 64 bytes, whose comparisons are bits at once.
struct bytes64 {
  __m512i all;
};

bytes64 every(std::uint8_t c) {
  return {_mm512_set1_epi8(static_cast<char>(c))};
}
bytes64 operator|(const bytes64& x, std::uint8_t c) {
  return {_mm512_or_si512(x.all, every(c).all)};
}
bytes64 operator-(const bytes64& x, std::uint8_t c) {
  return {_mm512_sub_epi8(x.all, every(c).all)};
}
std::uint64_t operator==(const bytes64& x, const bytes64& y) {
  return _mm512_cmpeq_epi8_mask(x.all, y.all);
}
std::uint64_t operator==(const bytes64& x, std::uint8_t c) {
  return x == every(c);
}
std::uint64_t operator<=(const bytes64& x, std::uint8_t c) {
  return _mm512_cmple_epu8_mask(x.all, every(c).all);
}

struct widest_block {
  using bytes = bytes64;

  /// One comparison for all: by the lower half of a byte, which it must be.
  static std::uint64_t is_common_escape(const bytes& x) {
    auto table = _mm512_broadcast_i32x4(_mm_setr_epi8(
        0, 0, '"', 0, 't', 0, 'f', 0, 0, 0, 0, 0, '\\', 0, 'n', '/'));
    return x == bytes64{_mm512_shuffle_epi8(table, x.all)};
  }

  static std::uint64_t bits(std::uint64_t hits) {
    return hits;
  }
};
#else
using widest_block = block16;
#endif

} // namespace

bool escapes_valid_avx512(std::string_view json) {
  return escapes_valid_by<widest_block>(json);
}

} // namespace murmuration
