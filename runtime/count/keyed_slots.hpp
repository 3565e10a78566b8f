/// Things by the number of a tag's key, for those tags that have one. They lie
/// without gaps: the last one moves to the place of one that is released, and
/// memory that is not needed any more is given back. `Item` has a member `key`.
/// Not thread-safe.
///
///   auto& x = slots.at(key);       // made when it is missing
///   if (auto x = slots.find(key))
///     slots.release(key);          // x, and others, may lie elsewhere now
#pragma once

#include <cstdint>

#include "runtime/count/chunked.hpp"

namespace murmuration {

template <class Item>
class keyed_slots {
public:
  /// Null when the key has none.
  Item* find(std::uint32_t key) {
    if (key >= by_key_.size() || by_key_[key] == none)
      return nullptr;
    return &items_[by_key_[key]];
  }

  const Item* find(std::uint32_t key) const {
    if (key >= by_key_.size() || by_key_[key] == none)
      return nullptr;
    return &items_[by_key_[key]];
  }

  /// A new one is `Item{}` but for its key.
  Item& at(std::uint32_t key) {
    if (auto known = find(key))
      return *known;
    while (by_key_.size() <= key)
      by_key_.push_back(none);
    by_key_[key] = items_.push_back(Item{});
    auto& fresh = items_[by_key_[key]];
    fresh.key = key;
    return fresh;
  }

  /// The key has one.
  void release(std::uint32_t key) {
    const auto& last = items_[items_.size() - 1];
    auto place = by_key_[key];
    by_key_[last.key] = place;
    items_[place] = last;
    items_.pop_back();
    by_key_[key] = none;
  }

  /// f(item), in no order; it must not change which there are.
  template <class F>
  void for_each(F&& f) const {
    items_.for_each(f);
  }

  std::size_t size() const {
    return items_.size();
  }
  /// Without the four bytes a key that ever was.
  std::size_t bytes() const {
    return items_.size() * sizeof(Item);
  }

  void clear() {
    items_.clear();
    by_key_.clear();
  }

private:
  static constexpr std::uint32_t none = 0xffffffff;

  chunked<Item> items_;
  chunked<std::uint32_t> by_key_; ///< the place of a key's item
};

} // namespace murmuration
