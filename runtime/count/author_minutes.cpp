#include "runtime/count/author_minutes.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <utility>

namespace murmuration {

namespace {

/// Merges what is not there yet, from the back, into where it lies: a larger
/// list beside it would find no room where the former ones were.
void add(const author_minutes::pairs& fresh, author_minutes::pairs& to) {
  auto old = to.size();
  auto end = old + fresh.size();
  to.resize(end);
  for (auto left = fresh.size(); left > 0;) {
    auto is_old = old > 0 && to[old - 1] > fresh[left - 1];
    to[--end] = is_old ? to[--old] : fresh[--left];
  }
}

} // namespace

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
  if (more.front() > known->back()) // the parts of a snapshot are in order
    fresh.assign(more.begin(), more.end());
  else
    std::set_difference(more.begin(), more.end(), known->begin(), known->end(),
                        std::back_inserter(fresh));
  if (!fresh.empty()) {
    auto size = known->size() + fresh.size();
    if (shared || known->capacity() < size) {
      auto larger = std::make_shared<pairs>();
      larger->reserve(size + size / 4); // by a quarter, as in tag_seconds
      larger->assign(known->begin(), known->end());
      known = std::move(larger);
    }
    add(fresh, *known);
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
