#include "runtime/decode/escapes.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
// From here on; what the standard library defines is for every processor.
#pragma GCC target("avx2,bmi")
#define MURMURATION_AVX2
#endif

#include "runtime/decode/escapes_by_blocks.hpp"

namespace murmuration {

namespace {

#ifdef MURMURATION_AVX2
struct widest_block {
  using bytes = std::uint8_t __attribute__((vector_size(32)));

  /// One comparison for all: by the lower half of a byte, which it must be.
  static auto is_common_escape(const bytes& x) {
    auto marks = _mm256_setr_epi8(0, 0, '"', 0, 't', 0, 'f', 0, 0, 0, 0, 0,
                                  '\\', 0, 'n', '/', 0, 0, '"', 0, 't', 0, 'f',
                                  0, 0, 0, 0, 0, '\\', 0, 'n', '/');
    auto expected =
        _mm256_shuffle_epi8(marks, reinterpret_cast<const __m256i&>(x));
    return x == reinterpret_cast<const bytes&>(expected);
  }

  template <class Hits>
  static std::uint32_t bits(const Hits& hits) {
    return static_cast<std::uint32_t>(
        _mm256_movemask_epi8(reinterpret_cast<const __m256i&>(hits)));
  }
};
#else
using widest_block = block16;
#endif

} // namespace

bool escapes_valid_avx2(std::string_view json) {
  return escapes_valid_by<widest_block>(json);
}

} // namespace murmuration
