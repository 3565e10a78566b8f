/// The words of one second with their counts, each once. Immutable; copies
/// share the bytes. An hour of seconds is kept and most words have a few bytes,
/// so all lie in one block: of each the count and the size, seven bits a byte,
/// and the bytes. They stand in the order in which they were given.
///
///   packed_words words{counted};
///   for (auto [word, count] : words)     // in place as long as a copy lives
///     sum += count;
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace murmuration {

struct counted_word {
  std::string_view word;
  std::uint64_t count = 0;
};

class packed_words {
public:
  class iterator {
  public:
    using value_type = counted_word;
    using difference_type = std::ptrdiff_t;

    iterator() = default;

    counted_word operator*() const {
      return now_;
    }
    iterator& operator++() {
      if (--left_ > 0)
        read();
      return *this;
    }
    iterator operator++(int) {
      auto before = *this;
      ++*this;
      return before;
    }
    /// Of one list.
    bool operator==(const iterator& x) const {
      return left_ == x.left_;
    }

  private:
    friend class packed_words;

    iterator(const char* at, std::size_t left)
      : at_(at)
      , left_(left) {
      if (left_ > 0)
        read();
    }

    void read() {
      now_.count = take();
      auto size = take();
      now_.word = {at_, size};
      at_ += size;
    }

    std::uint64_t take() {
      std::uint64_t result = 0;
      for (int shift = 0;; shift += 7) {
        auto byte = static_cast<unsigned char>(*at_++);
        result |= std::uint64_t{byte & 0x7fu} << shift;
        if (byte < 0x80)
          return result;
      }
    }

    const char* at_ = nullptr;
    std::size_t left_ = 0;
    counted_word now_;
  };

  packed_words() = default;
  explicit packed_words(std::span<const counted_word> words)
    : size_(words.size()) {
    for (const auto& x : words)
      bytes_ +=
          number_size(x.count) + number_size(x.word.size()) + x.word.size();
    if (bytes_ == 0)
      return;
    auto block = std::make_shared_for_overwrite<char[]>(bytes_);
    auto to = block.get();
    for (const auto& x : words) {
      to = put(to, x.count);
      to = put(to, x.word.size());
      std::memcpy(to, x.word.data(), x.word.size());
      to += x.word.size();
    }
    block_ = std::move(block);
  }

  std::size_t size() const {
    return size_;
  }
  bool empty() const {
    return size_ == 0;
  }
  /// What they take in memory, nearly.
  std::size_t bytes() const {
    return bytes_;
  }

  iterator begin() const {
    return {block_.get(), size_};
  }
  iterator end() const {
    return {};
  }

  /// The same words and counts in the same order.
  bool operator==(const packed_words& x) const {
    return size_ == x.size_ && bytes_ == x.bytes_
           && (block_ == x.block_
               || std::memcmp(block_.get(), x.block_.get(), bytes_) == 0);
  }

  /// Of the block: how many copies hold it, and whether this is one of them.
  long copies() const {
    return block_.use_count();
  }
  bool shares(const packed_words& x) const {
    return block_ == x.block_;
  }

private:
  static std::size_t number_size(std::uint64_t x) {
    std::size_t result = 1;
    while (x >>= 7)
      ++result;
    return result;
  }

  static char* put(char* to, std::uint64_t x) {
    for (; x >= 0x80; x >>= 7)
      *to++ = static_cast<char>(x | 0x80);
    *to++ = static_cast<char>(x);
    return to;
  }

  std::shared_ptr<const char[]> block_;
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
};

} // namespace murmuration
