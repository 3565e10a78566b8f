/// The last `Slots` of a row of numbered things, whatever arrives: (newest −
/// Slots, newest]. Moving on clears what leaves. Not thread-safe.
///
///   ring.advance(second);              // when it is newer than all before
///   if (auto x = ring.at(second))      // null outside the window
///     x->tweets += 1;
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace murmuration {

template <class T, std::int64_t Slots>
class window_ring {
public:
  /// Null when nothing arrived yet, or outside the window. Numbers start at 0.
  T* at(std::int64_t i) {
    return holds(i) ? &slots_[slot(i)] : nullptr;
  }
  const T* at(std::int64_t i) const {
    return holds(i) ? &slots_[slot(i)] : nullptr;
  }

  /// `to` >= 0. Changes nothing when it is not newer.
  void advance(std::int64_t to) {
    if (to <= newest_)
      return;
    if (to - newest_ >= Slots) {
      slots_.assign(static_cast<std::size_t>(Slots), T{});
    } else {
      for (auto i = newest_ + 1; i <= to; ++i)
        slots_[slot(i)] = T{};
    }
    newest_ = to;
  }

  /// −1 when nothing arrived yet.
  std::int64_t newest() const {
    return newest_;
  }
  /// The first number of the window; may be below 0.
  std::int64_t oldest() const {
    return newest_ - Slots + 1;
  }

  /// f(number, T), ascending, from `first`.
  template <class F>
  void for_each(std::int64_t first, F&& f) const {
    for (auto i = std::max(first, std::max(oldest(), std::int64_t{0}));
         i <= newest_; ++i)
      f(i, slots_[slot(i)]);
  }

private:
  bool holds(std::int64_t i) const {
    return i >= 0 && i <= newest_ && i > newest_ - Slots;
  }
  static std::size_t slot(std::int64_t i) {
    return static_cast<std::size_t>(i % Slots);
  }

  std::int64_t newest_ = -1;
  std::vector<T> slots_ = std::vector<T>(static_cast<std::size_t>(Slots));
};

} // namespace murmuration
