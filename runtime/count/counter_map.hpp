/// Counts by number: a flat map from a 64-bit key to a count above zero. The
/// keys are numbers that we gave out ourselves, nobody outside chooses them.
/// Not thread-safe.
///
///   if (uses.add(id, 1))
///     ...                 // the first use of this id
#pragma once

#include <cstdint>
#include <vector>

namespace murmuration {

class counter_map {
public:
  /// `n` > 0. True: the key is new.
  bool add(std::uint64_t key, std::uint64_t n) {
    if ((size_ + 1) * 10 > slots_.size() * 7)
      grow();
    auto& x = slots_[find(key)];
    auto fresh = x.count == 0;
    size_ += fresh;
    x.key = key;
    x.count += n;
    return fresh;
  }

  /// 0 when the key was never added.
  std::uint64_t at(std::uint64_t key) const {
    return slots_[find(key)].count;
  }

  /// Calls f(key, count), in no order.
  template <class F>
  void for_each(F&& f) const {
    for (const auto& x : slots_) {
      if (x.count > 0)
        f(x.key, x.count);
    }
  }

  std::size_t size() const {
    return size_;
  }

  void clear() {
    slots_ = std::vector<slot>(slots_min);
    size_ = 0;
  }

private:
  struct slot {
    std::uint64_t key = 0;
    std::uint64_t count = 0; ///< 0: free
  };

  static constexpr std::size_t slots_min = 16;

  std::size_t find(std::uint64_t key) const {
    auto mark = (key * 0x9E3779B97F4A7C15u) >> 32; // Fibonacci hashing
    auto i = (mark * slots_.size()) >> 32;
    while (slots_[i].count > 0 && slots_[i].key != key)
      i = i + 1 == slots_.size() ? 0 : i + 1;
    return i;
  }

  void grow() {
    std::vector<slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const auto& x : old) {
      if (x.count > 0)
        slots_[find(x.key)] = x;
    }
  }

  std::vector<slot> slots_ = std::vector<slot>(slots_min);
  std::size_t size_ = 0;
};

} // namespace murmuration
