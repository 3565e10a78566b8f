/// The k highest counts in order: higher first, ties by name in byte order.
/// Exact as long as counts only rise; after one fell the owner builds it anew.
/// Not thread-safe.
///
/// `Keys` is where the names live: `name(key)`, `place(key)` and
/// `place(key, n)`, which remembers for each key where it stands in the list,
/// counted from 1; 0 is outside.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "runtime/count/keep_best.hpp"

namespace murmuration {

class top_list {
public:
  struct entry {
    std::uint64_t count = 0;
    std::uint32_t key = 0;
  };

  explicit top_list(std::size_t k)
    : k_(std::max<std::size_t>(k, 1)) {
    entries_.reserve(k_);
  }

  const std::vector<entry>& entries() const {
    return entries_;
  }

  /// `key` rose to `count`.
  template <class Keys>
  void rise(Keys& keys, std::uint32_t key, std::uint64_t count) {
    auto place = keys.place(key);
    if (place == 0 && entries_.size() == k_ && count < entries_.back().count)
      return;
    entry risen{count, key};
    auto i = place > 0 ? place - 1 : enter(keys, risen);
    if (i == k_)
      return;
    for (; i > 0 && before(keys, risen, entries_[i - 1]); --i) {
      entries_[i] = entries_[i - 1];
      keys.place(entries_[i].key, i + 1);
    }
    entries_[i] = risen;
    keys.place(key, i + 1);
  }

  /// Starts over from all the keys that count.
  template <class Keys>
  void rebuild(Keys& keys, std::vector<entry> all) {
    for (const auto& x : entries_)
      keys.place(x.key, 0);
    keep_best(
        all, k_, [](const entry& x) { return x.count; },
        [&](const entry& x, const entry& y) { return before(keys, x, y); });
    std::sort(all.begin(), all.end(), [&](const entry& x, const entry& y) {
      return before(keys, x, y);
    });
    entries_.assign(all.begin(), all.end());
    for (std::size_t i = 0; i < entries_.size(); ++i)
      keys.place(entries_[i].key, i + 1);
  }

  void clear() {
    entries_.clear();
  }

private:
  template <class Keys>
  static bool before(Keys& keys, const entry& x, const entry& y) {
    if (x.count != y.count)
      return x.count > y.count;
    return keys.name(x.key) < keys.name(y.key);
  }

  /// Where a newcomer starts to climb, k when it does not get in.
  template <class Keys>
  std::size_t enter(Keys& keys, const entry& risen) {
    if (entries_.size() < k_) {
      entries_.push_back(risen);
      return entries_.size() - 1;
    }
    if (!before(keys, risen, entries_.back()))
      return k_;
    keys.place(entries_.back().key, 0);
    return k_ - 1;
  }

  std::size_t k_;
  std::vector<entry> entries_; ///< at most k
};

} // namespace murmuration
