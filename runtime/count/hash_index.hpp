/// Finds numbered things by the hash of their name. Open addressing with linear
/// probing; half of the hash is stored with the number, so growing reads no
/// names. The names stay with the owner, who compares them. At most 2^31
/// things. Not thread-safe.
///
///   auto id = index.find(hash, [&](auto id) { return names[id] == name; });
///   if (id == hash_index::none)
///     index.add(hash, new_id);
#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace murmuration {

class hash_index {
public:
  static constexpr std::uint32_t none = 0xffffffff;
  static constexpr std::size_t size_max = std::size_t{1} << 31;

  template <class Same>
  std::uint32_t find(std::uint64_t hash, Same&& same) const {
    auto mark = mark_of(hash);
    for (auto i = home(mark);; i = after(i)) {
      const auto& x = slots_[i];
      if (x.id == none)
        return none;
      if (x.mark == mark && same(x.id))
        return x.id;
    }
  }

  /// For a thing that `find` does not find.
  void add(std::uint64_t hash, std::uint32_t id) {
    if ((size_ + 1) * 10 > slots_.size() * 7)
      grow();
    place({mark_of(hash), id});
    ++size_;
  }

  /// Fetches what `find` will look at first.
  void prefetch(std::uint64_t hash) const {
    __builtin_prefetch(&slots_[home(mark_of(hash))]);
  }

  /// The number that `find` will try first, or none.
  std::uint32_t guess(std::uint64_t hash) const {
    auto mark = mark_of(hash);
    const auto& x = slots_[home(mark)];
    return x.mark == mark ? x.id : none;
  }

  std::size_t bytes() const {
    return slots_.capacity() * sizeof(slot);
  }

  void clear() {
    slots_ = std::vector<slot>(slots_min);
    size_ = 0;
  }

private:
  struct slot {
    std::uint32_t mark = 0;
    std::uint32_t id = none;
  };

  static constexpr std::size_t slots_min = 16;

  static std::uint32_t mark_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32);
  }

  /// Scales the mark to the table, so a table may have any size and a bigger
  /// one keeps the order: growing walks both from front to back.
  std::size_t home(std::uint32_t mark) const {
    return (std::uint64_t{mark} * slots_.size()) >> 32;
  }

  std::size_t after(std::size_t i) const {
    return i + 1 == slots_.size() ? 0 : i + 1;
  }

  void place(slot x) {
    auto i = home(x.mark);
    while (slots_[i].id != none)
      i = after(i);
    slots_[i] = x;
  }

  void grow() {
    if (size_ >= size_max)
      throw std::length_error("hash_index: more than 2^31 names");
    // By half: at least 47 % of the slots are in use.
    std::vector<slot> old(slots_.size() + slots_.size() / 2);
    old.swap(slots_);
    for (const auto& x : old) {
      if (x.id != none)
        place(x);
    }
  }

  std::vector<slot> slots_ = std::vector<slot>(slots_min);
  std::size_t size_ = 0;
};

} // namespace murmuration
