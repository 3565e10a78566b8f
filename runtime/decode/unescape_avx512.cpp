#include "runtime/decode/unescape.hpp"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <algorithm>
#include <cstddef>

#include "runtime/decode/blocks_avx512.hpp"

namespace murmuration {

namespace {

/// An escape that begins here or later may be cut off by the block's end, or
/// be a half whose other one is.
constexpr int whole_before = 53;

block all(int c) {
  return _mm512_set1_epi8(static_cast<char>(c));
}

/// Byte i becomes what byte i + By was.
template <int By>
block moved(block x) {
  alignas(64) static constexpr auto places = [] {
    std::array<std::uint8_t, 64> from{};
    for (int i = 0; i < 64; ++i)
      from[static_cast<std::size_t>(i)] = (i + By) & 63;
    return from;
  }();
  return _mm512_permutexvar_epi8(_mm512_load_si512(places.data()), x);
}

/// Bytes shifted by themselves.
template <int By>
block up(block x, int kept) {
  return _mm512_and_si512(_mm512_slli_epi16(x, By), all(kept));
}
template <int By>
block down(block x, int kept) {
  return _mm512_and_si512(_mm512_srli_epi16(x, By), all(kept));
}

/// Where UTF-8's bytes are written over the escapes of a block.
class code_points {
public:
  /// `at`: the `\` of each `\uXXXX`. What is cut off by the end of the block
  /// gets bytes of no meaning.
  code_points(block x, bits at)
    : unicode_(at) {
    auto half = _mm512_and_si512(x, all(0x0F));
    auto digits = _mm512_mask_add_epi8(
        half, _mm512_test_epi8_mask(x, all(0x40)), half, all(9));
    // Of a `u` and of digits no bit gets into the byte behind.
    auto two = _mm512_or_si512(_mm512_slli_epi16(digits, 4), moved<1>(digits));
    high_ = moved<2>(two);
    low_ = moved<4>(two);
    auto kind = _mm512_and_si512(high_, all(0xFC));
    auto first = at & _mm512_cmpeq_epi8_mask(kind, all(0xD8));
    auto second = at & _mm512_cmpeq_epi8_mask(kind, all(0xDC));
    if ((first | second) == 0)
      return;
    firsts_ = first & second >> 6;
    seconds_ = second & first << 6;
    auto lone = (first ^ firsts_) | (second ^ seconds_);
    high_ = _mm512_mask_mov_epi8(high_, lone, all(0xFF)); // U+FFFD
    low_ = _mm512_mask_mov_epi8(low_, lone, all(0xFD));
  }

  /// The second half of each pair.
  bits seconds() const {
    return seconds_;
  }

  /// Writes; `kept` loses the bytes of the escapes that are left.
  block write(block x, bits& kept) const {
    auto halves = firsts_ | seconds_;
    auto three = unicode_ & ~halves & _mm512_cmpge_epu8_mask(high_, all(8));
    auto one = unicode_ & _mm512_testn_epi8_mask(high_, high_)
               & ~_mm512_movepi8_mask(low_);
    auto two = unicode_ & ~(one | three | halves);
    // The bits from 6 on, and those before.
    auto upper = _mm512_or_si512(up<2>(high_, 0x3C), down<6>(low_, 3));
    auto lower = _mm512_and_si512(low_, all(0x3F));
    auto next = _mm512_or_si512(lower, all(0x80));
    x = _mm512_mask_mov_epi8(x, one, low_);
    x = _mm512_mask_add_epi8(x, two, upper, all(0xC0));
    x = _mm512_mask_add_epi8(x, three, down<4>(high_, 0x0F), all(0xE0));
    auto second = _mm512_mask_add_epi8(next, three, upper, all(0x80));
    if (halves != 0) {
      // A pair's code point less 0x10000 is ten bits and ten bits.
      auto plane = _mm512_and_si512(upper, all(0x0F));
      auto wide = _mm512_add_epi8(plane, all(1));
      x = _mm512_mask_add_epi8(x, firsts_, down<2>(wide, 7), all(0xF0));
      second = _mm512_mask_add_epi8(
          second, firsts_,
          _mm512_or_si512(up<4>(wide, 0x30), down<2>(low_, 0x0F)), all(0x80));
      x = _mm512_mask_add_epi8(
          x, seconds_, _mm512_or_si512(up<4>(moved<-6>(low_), 0x30), plane),
          all(0x80));
    }
    x = _mm512_mask_mov_epi8(x, (unicode_ & ~one) << 1, moved<-1>(second));
    x = _mm512_mask_mov_epi8(x, three << 2, moved<-2>(next));
    kept &= ~(one << 1 | (unicode_ & ~three) << 2 | unicode_ << 3
              | unicode_ << 4 | unicode_ << 5);
    return x;
  }

private:
  bits unicode_;
  block high_; ///< of the code point, at the place of its `\`
  block low_;
  bits firsts_ = 0; ///< of pairs
  bits seconds_ = 0;
};

/// What stands behind a `\` becomes what it means.
block translated(block x, bits escaped) {
  escaped &= _mm512_cmpge_epu8_mask(x, all('a')); // others mean themselves
  if (escaped == 0)
    return x;
  constexpr std::array letters{'n', 't', 'r', 'b', 'f'};
  constexpr std::array meanings{'\n', '\t', '\r', '\b', '\f'};
  for (std::size_t i = 0; i < letters.size(); ++i)
    x = _mm512_mask_mov_epi8(x, escaped & equal(x, all(letters[i])),
                             all(meanings[i]));
  return x;
}

} // namespace

std::string_view unescape_avx512(std::string_view contents, arena& bytes) {
  if (contents.empty())
    return {};
  const auto* at = contents.data();
  auto left = contents.size();
  // No escape is longer than what it stands for.
  auto* const first = bytes.reserve(left + sizeof(block));
  auto* out = first;
  for (;;) {
    auto x = _mm512_loadu_si512(at);
    auto size = std::min(left, sizeof(block));
    auto starts = begin_escapes(_bzhi_u64(equal(x, all('\\')), size));
    std::size_t written = size;
    if (starts != 0) {
      auto plain = starts;
      auto kept = ~bits{0};
      if (auto unicode = starts & equal(x, all('u')) >> 1; unicode != 0) {
        code_points points{x, unicode};
        x = points.write(x, kept);
        plain ^= unicode;
        starts ^= points.seconds();
      }
      x = translated(x, plain << 1);
      auto late = starts >> whole_before << whole_before;
      size = std::min<std::size_t>(size, _tzcnt_u64(late));
      kept = _bzhi_u64(kept & ~plain, size);
      x = _mm512_maskz_compress_epi8(kept, x);
      written = static_cast<std::size_t>(std::popcount(kept));
    }
    _mm512_storeu_si512(out, x);
    out += written;
    at += size;
    left -= size;
    if (left == 0)
      return bytes.commit(static_cast<std::size_t>(out - first));
  }
}

} // namespace murmuration

#else

namespace murmuration {

/// Nobody calls it: `has_avx512` says no.
std::string_view unescape_avx512(std::string_view, arena&) {
  return {};
}

} // namespace murmuration
#endif
