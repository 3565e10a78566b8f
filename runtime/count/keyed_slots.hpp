/// Things by the number of a tag's key, for those tags that have one. Places
/// are used again, nothing moves. `Item` has a member `key`, which is `no_key`
/// where a place is free. Not thread-safe.
///
///   auto& x = slots.at(key);       // made when it is missing
///   if (auto x = slots.find(key))
///     slots.release(key);
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/count/chunked.hpp"

namespace murmuration {

inline constexpr std::uint32_t no_key = 0xffffffff;

template <class Item>
class keyed_slots {
public:
  /// Null when the key has none.
  Item* find(std::uint32_t key) {
    if (key >= by_key_.size() || by_key_[key] == no_key)
      return nullptr;
    return &items_[by_key_[key]];
  }

  const Item* find(std::uint32_t key) const {
    if (key >= by_key_.size() || by_key_[key] == no_key)
      return nullptr;
    return &items_[by_key_[key]];
  }

  /// A new one is `Item{}` but for its key.
  Item& at(std::uint32_t key) {
    if (auto known = find(key))
      return *known;
    while (by_key_.size() <= key)
      by_key_.push_back(no_key);
    if (free_.empty()) {
      by_key_[key] = items_.push_back(Item{});
    } else {
      by_key_[key] = free_.back();
      free_.pop_back();
    }
    auto& fresh = items_[by_key_[key]];
    fresh = Item{};
    fresh.key = key;
    ++size_;
    return fresh;
  }

  /// The key has one.
  void release(std::uint32_t key) {
    auto place = by_key_[key];
    items_[place] = Item{};
    items_[place].key = no_key;
    free_.push_back(place);
    by_key_[key] = no_key;
    --size_;
  }

  /// f(item), in no order; it must not change which there are.
  template <class F>
  void for_each(F&& f) const {
    items_.for_each([&](const Item& x) {
      if (x.key != no_key)
        f(x);
    });
  }

  std::size_t size() const {
    return size_;
  }
  /// Of those in use.
  std::size_t bytes() const {
    return size_ * sizeof(Item);
  }

  void clear() {
    items_.clear();
    by_key_.clear();
    free_.clear();
    size_ = 0;
  }

private:
  chunked<Item> items_;
  chunked<std::uint32_t> by_key_; ///< four bytes a key that ever was
  std::vector<std::uint32_t> free_;
  std::size_t size_ = 0;
};

} // namespace murmuration
