/// The k highest counts of a pass over very many: higher first, ties by name
/// in byte order. Names are only looked at where eight bytes do not decide.
///
///   best_list best{10, name_of};
///   best.offer(count, head_of(name), key);
///   for (auto& x : best.take()) …
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace murmuration {

/// The first eight bytes as a number that orders like the bytes: nearly all
/// comparisons are decided without touching the names.
inline std::uint64_t head_of(std::string_view bytes) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t result = 0;
  if (!bytes.empty()) // else they may be nowhere, where memcpy must not read
    std::memcpy(&result, bytes.data(), std::min<std::size_t>(bytes.size(), 8));
  return __builtin_bswap64(result);
}

template <class NameOf>
class best_list {
public:
  struct item {
    std::uint32_t count = 0;
    std::uint32_t key = 0;
    std::uint64_t head = 0;
  };

  /// `name_of(key)` is asked for ties; k > 0.
  best_list(std::size_t k, NameOf name_of)
    : k_(k)
    , name_of_(std::move(name_of)) {
    items_.reserve(2 * k_ + 64);
  }

  /// Each key once; a count of 0 is left out.
  void offer(std::uint32_t count, std::uint64_t head, std::uint32_t key) {
    if (count < least_ || (count == least_ && head > worst_head_))
      return;
    items_.push_back({count, key, head});
    if (items_.size() >= 2 * k_ + 64)
      cut();
  }

  /// A count below it is not looked at any more.
  std::uint32_t least() const {
    return least_;
  }

  std::vector<item> take() {
    if (items_.size() > k_)
      cut();
    std::sort(items_.begin(), items_.end(), before());
    return std::move(items_);
  }

private:
  auto before() const {
    return [this](const item& x, const item& y) {
      if (x.count != y.count)
        return x.count > y.count;
      if (x.head != y.head)
        return x.head < y.head;
      return name_of_(x.key) < name_of_(y.key);
    };
  }

  void cut() {
    auto last = items_.begin() + static_cast<std::ptrdiff_t>(k_ - 1);
    std::nth_element(items_.begin(), last, items_.end(), before());
    items_.resize(k_);
    least_ = items_.back().count;
    worst_head_ = items_.back().head;
  }

  std::size_t k_;
  NameOf name_of_;
  std::uint32_t least_ = 1;
  std::uint64_t worst_head_ = std::numeric_limits<std::uint64_t>::max();
  std::vector<item> items_;
};

} // namespace murmuration
