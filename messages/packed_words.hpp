/// The words of one second with their counts, by word, each once. Immutable.
/// An hour of seconds is kept and most words have a few bytes, so all lie in
/// one block: of each the count and the size, seven bits a byte, and the bytes.
///
///   packed_words words{counted};
///   words.for_each([&](counted_word x) { sum += x.count; });
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace murmuration {

struct counted_word {
  std::string_view word;
  std::uint64_t count = 0;
};

class packed_words {
public:
  packed_words() = default;
  /// By word, each once.
  explicit packed_words(std::span<const counted_word> words)
    : size_(words.size()) {
    std::size_t bytes = 0;
    for (const auto& x : words)
      bytes +=
          number_size(x.count) + number_size(x.word.size()) + x.word.size();
    block_.reserve(bytes);
    for (const auto& x : words) {
      put(x.count);
      put(x.word.size());
      block_ += x.word;
    }
  }

  std::size_t size() const {
    return size_;
  }

  /// The words stay in place as long as this does.
  template <class F>
  void for_each(F f) const {
    const auto* at = block_.data();
    for (auto left = size_; left > 0; --left) {
      auto count = take(at);
      auto size = take(at);
      f(counted_word{{at, size}, count});
      at += size;
    }
  }

private:
  static std::size_t number_size(std::uint64_t x) {
    std::size_t result = 1;
    while (x >>= 7)
      ++result;
    return result;
  }

  void put(std::uint64_t x) {
    for (; x >= 0x80; x >>= 7)
      block_ += static_cast<char>(x | 0x80);
    block_ += static_cast<char>(x);
  }

  static std::uint64_t take(const char*& at) {
    std::uint64_t result = 0;
    for (int shift = 0;; shift += 7) {
      auto byte = static_cast<unsigned char>(*at++);
      result |= std::uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80)
        return result;
    }
  }

  std::string block_;
  std::size_t size_ = 0;
};

} // namespace murmuration
