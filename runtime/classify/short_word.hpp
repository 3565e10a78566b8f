/// Words of ASCII letters and digits that fit into two numbers: most words of
/// most texts. In lower case, so that equal numbers mean equal words.
///
///   auto word = short_word_at(next, end);
///   if (word.size > 0)      // else another character or a longer word
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace murmuration {

struct short_word {
  static constexpr std::size_t size_max = 16;

  std::uint64_t low = 0;  ///< the first eight bytes, the first one lowest
  std::uint64_t high = 0; ///< the others; 0 behind the end
  std::size_t size = 0;

  /// `to` has room for `size_max` bytes.
  void write(char* to) const {
    std::memcpy(to, &low, sizeof low);
    std::memcpy(to + 8, &high, sizeof high);
  }

  /// For tables whose keys nobody outside needs to be kept from choosing.
  std::uint64_t hash() const {
    return (low ^ std::rotl(high * 0x9E3779B97F4A7C15, 29))
           * 0xD6E8FEB86659FD93;
  }
};

namespace detail {

static_assert(std::endian::native == std::endian::little);

inline constexpr std::uint64_t each_byte = 0x0101010101010101;
inline constexpr std::uint64_t top_bits = 0x80 * each_byte;

template <class Number>
std::uint64_t number_at(const char* at) {
  Number result;
  std::memcpy(&result, at, sizeof result);
  return result;
}

/// The top bit of each byte that is no letter or digit of ASCII.
inline std::uint64_t others(std::uint64_t x) {
  auto within = [](std::uint64_t bytes, std::uint64_t from, std::uint64_t to) {
    return (bytes + (0x80 - from) * each_byte)
           & ~(bytes + (0x7F - to) * each_byte);
  };
  auto low = x & ~top_bits;
  auto word = within(low | 0x20 * each_byte, 'a', 'z') | within(low, '0', '9');
  return ~(word & ~x) & top_bits;
}

/// The first `size` of eight bytes, in lower case.
inline std::uint64_t lower(std::uint64_t x, std::size_t size) {
  auto kept =
      size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * size) - 1;
  return (x | 0x20 * each_byte) & kept;
}

} // namespace detail

/// The word that begins at `next`; size 0 when none of this kind does.
inline short_word short_word_at(const char* next, const char* end) {
  using namespace detail;
  auto left = static_cast<std::size_t>(end - next);
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (left >= 16) {
    low = number_at<std::uint64_t>(next);
    high = number_at<std::uint64_t>(next + 8);
  } else if (left > 8) {
    low = number_at<std::uint64_t>(next);
    high = number_at<std::uint64_t>(end - 8) >> 8 * (16 - left);
  } else if (left >= 4) {
    low = number_at<std::uint32_t>(next)
          | number_at<std::uint32_t>(end - 4) << 8 * (left - 4);
  } else if (left > 0) {
    low = number_at<std::uint8_t>(next)
          | number_at<std::uint8_t>(next + left / 2) << 8 * (left / 2)
          | number_at<std::uint8_t>(end - 1) << 8 * (left - 1);
  }
  short_word result;
  if (auto ends = others(low); ends != 0) {
    result.size = static_cast<std::size_t>(std::countr_zero(ends)) / 8;
    result.low = lower(low, result.size);
    return result;
  }
  auto ends = others(high);
  result.size = 8 + static_cast<std::size_t>(std::countr_zero(ends)) / 8;
  if (result.size == 16 && left > 16
      && (others(number_at<std::uint8_t>(next + 16)) & 0x80) == 0)
    return {};
  result.low = lower(low, 8);
  result.high = lower(high, result.size - 8);
  return result;
}

} // namespace murmuration
