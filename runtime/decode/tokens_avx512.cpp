#include "runtime/decode/token_list.hpp"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <cstring>

#include "runtime/decode/blocks_avx512.hpp"

namespace murmuration {

namespace {

/// Sixteen bytes, four times.
block each_16(__m128i bytes) {
  auto all = _mm512_broadcast_i32x4(bytes);
  asm("" : "+v"(all));
  return all;
}

/// Bytes from `low` on, `count` of them.
bits within(block x, char low, char count) {
  return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(x, every(low)), every(count));
}

/// Bit i is set when an odd number of the bits up to i is.
bits prefix_xor(bits x) {
  // A product without carries by all ones.
  auto one = _mm_set_epi64x(0, static_cast<long long>(x));
  return static_cast<bits>(
      _mm_cvtsi128_si64(_mm_clmulepi64_si128(one, _mm_set1_epi8(-1), 0)));
}

/// Which bytes the escapes of a text take. A `\` counts outside of strings
/// too: there, it is an error anyway.
class escape_finder {
public:
  escape_finder()
    : common_(each_16(_mm_setr_epi8(0, 0, '"', 0, 't', 0, 'f', 0, 0, 0, 0, 0,
                                    '\\', 0, 'n', '/'))) {}

  /// The bytes that a `\` before them escapes; of `\u`, the `u` alone.
  bits escaped(block x, const char* at) {
    auto backslashes = equal(x, every('\\'));
    if ((backslashes | escaped_first_ | digits_first_) == 0)
      return 0;
    auto begun = begin_escapes(backslashes & ~escaped_first_);
    auto escaped = begun << 1 | escaped_first_;
    escaped_first_ = begun >> 63;
    auto unicode = escaped & equal(x, every('u'));
    if ((unicode | digits_first_) != 0)
      check_digits(x, unicode);
    // By the lower half of a byte, which it must be.
    auto common = _mm512_shuffle_epi8(common_, x);
    for (auto rest = escaped & ~(unicode | equal(x, common)); rest != 0;
         rest &= rest - 1) {
      auto kind = at[std::countr_zero(rest)];
      wrong_ |= kind != 'b' && kind != 'r';
    }
    return escaped;
  }

  /// Whether all were escapes, and the last one is complete.
  bool valid() const {
    return (wrong_ | escaped_first_ | digits_first_) == 0;
  }

private:
  /// Four digits stand behind each `u`.
  void check_digits(block x, bits unicode) {
    auto digits =
        within(x, '0', 10) | within(_mm512_or_si512(x, every(0x20)), 'a', 6);
    auto two = unicode << 1 | unicode << 2;
    wrong_ |= (digits_first_ | two | two << 2) & ~digits;
    auto late = unicode >> 60;
    late |= late >> 1;
    digits_first_ = late | late >> 2;
  }

  // What the block before leaves: whether it ended with the `\` of an escape,
  // and which of the first bytes must be the digits of another.
  bits escaped_first_ = 0;
  bits digits_first_ = 0;
  bits wrong_ = 0;
  block common_;
};

/// With `Controls`, control characters are looked at: blanks between tokens
/// may be some. Most records have none, and one that has is read again.
template <bool Controls>
class finder {
public:
  /// A copy, so that the compiler knows that no store changes it.
  explicit finder(const token_list& out)
    : out_(out)
    , least_(_mm512_set1_epi8(-1))
    , any_(_mm512_setzero_si512())
    , marks_(each_16(_mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',',
                                   '}', 0, 0))) {}

  /// The next 64 bytes, which are those from `base` on.
  void step(const char* at, std::uint32_t base) {
    auto x = _mm512_loadu_si512(at);
    least_ = _mm512_min_epu8(least_, x);
    any_ = _mm512_or_si512(any_, x);
    auto quotes = equal(x, every('"'));
    quotes &= ~escapes_.escaped(x, at);
    // From each quote that opens a string to before the one that closes it.
    auto strings = prefix_xor(quotes) ^ in_string_;
    in_string_ = bits{0} - (strings >> 63);
    auto outside = ~(strings | quotes);
    // Brackets, colons and commas, by the lower half of a byte.
    auto marks =
        equal(_mm512_or_si512(x, every(0x20)), _mm512_shuffle_epi8(marks_, x))
        & outside;
    auto blanks = _mm512_cmple_epu8_mask(x, every(' '));
    auto scalars = outside & ~(marks | blanks);
    auto starts = scalars & ~(scalars << 1 | scalar_before_);
    scalar_before_ = scalars >> 63;
    if constexpr (Controls)
      wrong_ |= within(x, 0, ' ')
                & (strings
                   | ~(equal(x, every('\t')) | equal(x, every('\n'))
                       | equal(x, every('\r'))));
    put(starts | marks | (quotes & strings), x, base);
  }

  bool met_controls() const {
    return _mm512_cmplt_epu8_mask(least_, every(' ')) != 0;
  }
  bool ascii() const {
    return _mm512_movepi8_mask(any_) == 0;
  }
  std::size_t count() const {
    return out_.count;
  }
  bool valid() const {
    return (wrong_ | in_string_) == 0 && escapes_.valid();
  }

private:
  /// Adds the tokens of a block, and up to 64 of no meaning behind them.
  void put(bits tokens, block x, std::uint32_t base) {
    alignas(64) static constexpr auto numbers = [] {
      std::array<std::uint8_t, 64> all{};
      for (std::uint8_t i = 0; i < 64; ++i)
        all[i] = i;
      return all;
    }();
    auto* to = out_.positions + out_.count;
    auto places =
        _mm512_maskz_compress_epi8(tokens, _mm512_load_si512(numbers.data()));
    auto count = static_cast<std::size_t>(std::popcount(tokens));
    auto put_16 = [&](__m128i some) {
      auto all = _mm512_add_epi32(_mm512_cvtepu8_epi32(some),
                                  _mm512_set1_epi32(static_cast<int>(base)));
      _mm512_storeu_si512(to, all);
      to += 16;
    };
    // 32 at least: a branch that is taken now and then costs more.
    put_16(_mm512_castsi512_si128(places));
    put_16(_mm512_extracti32x4_epi32(places, 1));
    if (count > 32) [[unlikely]] {
      put_16(_mm512_extracti32x4_epi32(places, 2));
      put_16(_mm512_extracti32x4_epi32(places, 3));
    }
    _mm512_storeu_si512(out_.firsts + out_.count,
                        _mm512_permutexvar_epi8(places, x));
    out_.count += count;
  }

  token_list out_;
  escape_finder escapes_;
  bits in_string_ = 0; ///< all of them: the block before ended in one
  bits scalar_before_ = 0;
  bits wrong_ = 0;
  block least_;
  block any_;
  block marks_;
};

template <bool Controls>
bool find_tokens(std::string_view json, token_list& out, bool& ascii) {
  out.count = 0;
  finder<Controls> all{out};
  std::array<char, 64> rest;
  for (std::size_t base = 0; base < json.size(); base += 64) {
    const auto* at = json.data() + base;
    if (json.size() - base < 64) {
      rest.fill(' ');
      std::memcpy(rest.data(), at, json.size() - base);
      at = rest.data();
    }
    all.step(at, static_cast<std::uint32_t>(base));
  }
  if (!Controls && all.met_controls())
    return find_tokens<true>(json, out, ascii);
  out.count = all.count();
  ascii = all.ascii();
  return all.valid();
}

} // namespace

bool find_tokens_avx512(std::string_view json, token_list& out, bool& ascii) {
  return find_tokens<false>(json, out, ascii);
}

} // namespace murmuration

#else

namespace murmuration {

/// Nobody calls it: `has_avx512` says no.
bool find_tokens_avx512(std::string_view, token_list&, bool&) {
  return false;
}

} // namespace murmuration
#endif
