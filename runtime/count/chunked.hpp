/// A growing array that neither moves nor copies its elements: growing costs
/// one chunk, not twice the memory, and never stalls. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace murmuration {

template <class T>
class chunked {
public:
  T& operator[](std::uint32_t i) {
    return chunks_[i / chunk_size][i % chunk_size];
  }
  const T& operator[](std::uint32_t i) const {
    return chunks_[i / chunk_size][i % chunk_size];
  }

  /// The number of the new element.
  std::uint32_t push_back(const T& x) {
    if (size_ == chunks_.size() * chunk_size)
      chunks_.push_back(std::make_unique<T[]>(chunk_size));
    (*this)[size_] = x;
    return size_++;
  }

  /// Gives a chunk back when the one before it has room as well.
  void pop_back() {
    --size_;
    if (size_ + 2 * chunk_size <= chunks_.size() * chunk_size)
      chunks_.pop_back();
  }

  /// f(element), in order.
  template <class F>
  void for_each(F&& f) const {
    for (std::uint32_t i = 0; i < size_; i += chunk_size) {
      const auto* chunk = chunks_[i / chunk_size].get();
      auto n = std::min<std::size_t>(chunk_size, size_ - i);
      for (std::size_t k = 0; k < n; ++k)
        f(chunk[k]);
    }
  }

  std::uint32_t size() const {
    return size_;
  }
  std::size_t bytes() const {
    return chunks_.size() * chunk_size * sizeof(T);
  }

  void clear() {
    chunks_.clear();
    size_ = 0;
  }

private:
  static constexpr std::size_t chunk_size = 1024;

  std::vector<std::unique_ptr<T[]>> chunks_;
  std::uint32_t size_ = 0;
};

} // namespace murmuration
