#include "runtime/count/author_minutes.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <utility>

namespace murmuration {

void author_minutes::merge(std::int64_t minute,
                           std::span<const std::uint64_t> more, pairs& fresh) {
  fresh.clear();
  auto place = ring_.at(minute);
  if (place == nullptr || more.empty())
    return;
  auto& known = *place;
  if (!known) {
    fresh.assign(more.begin(), more.end());
    known = std::make_shared<pairs>(fresh);
    bytes_ += bytes_of(*known);
    return;
  }
  // What a snapshot's thread read of it, it read before it let go.
  auto shared = known.use_count() > 1;
  std::atomic_thread_fence(std::memory_order_acquire);
  bytes_ -= bytes_of(*known);
  if (!shared && more.front() > known->back()) {
    // The parts of a snapshot follow each other. By a quarter, as in
    // tag_seconds.
    fresh.assign(more.begin(), more.end());
    auto size = known->size() + fresh.size();
    if (known->capacity() < size)
      known->reserve(size + size / 4);
    known->insert(known->end(), fresh.begin(), fresh.end());
  } else {
    std::set_difference(more.begin(), more.end(), known->begin(), known->end(),
                        std::back_inserter(fresh));
    if (!fresh.empty()) {
      auto merged = std::make_shared<pairs>();
      merged->reserve(known->size() + fresh.size());
      std::merge(known->begin(), known->end(), fresh.begin(), fresh.end(),
                 std::back_inserter(*merged));
      known = std::move(merged);
    }
  }
  bytes_ += bytes_of(*known);
}

bool author_minutes::contains(std::int64_t minute, std::uint64_t pair) const {
  auto x = ring_.at(minute);
  return x && *x && std::binary_search((*x)->begin(), (*x)->end(), pair);
}

std::uint32_t author_minutes::authors(std::int64_t minute,
                                      std::uint32_t key) const {
  auto x = ring_.at(minute);
  if (!x || !*x)
    return 0;
  auto first = std::lower_bound((*x)->begin(), (*x)->end(), use_pair(key, 0));
  auto last = first;
  while (last != (*x)->end() && key_of_pair(*last) == key)
    ++last;
  return static_cast<std::uint32_t>(last - first);
}

std::size_t author_minutes::size(std::int64_t minute) const {
  auto x = ring_.at(minute);
  return x && *x ? (*x)->size() : 0;
}

std::int64_t author_minutes::oldest() const {
  for (auto i = first(); i <= ring_.newest(); ++i)
    if (*ring_.at(i))
      return i;
  return -1;
}

author_minutes::pairs_ptr author_minutes::drop(std::int64_t minute) {
  auto x = ring_.at(minute);
  if (!x || !*x)
    return nullptr;
  bytes_ -= bytes_of(**x);
  return std::exchange(*x, nullptr);
}

} // namespace murmuration
