#include "runtime/count/tag_seconds.hpp"

#include <algorithm>
#include <atomic>

namespace murmuration {

namespace {

/// A heap block's own head.
constexpr std::size_t heap_bytes = 16;

std::size_t bytes_of(const std::vector<std::uint32_t>& x) {
  return x.capacity() == 0 ? 0
                           : x.capacity() * sizeof(std::uint32_t) + heap_bytes;
}

} // namespace

std::size_t tag_seconds::block::bytes() const {
  auto result = sizeof(block) + 2 * heap_bytes;
  for (const auto& x : seconds)
    result += bytes_of(x);
  return result;
}

void tag_seconds::advance(std::int64_t minute) {
  if (minute <= ring_.newest())
    return;
  auto gone = minute - minutes_in_windows;
  for (auto i = std::max(ring_.oldest(), std::int64_t{0});
       i <= std::min(gone, ring_.newest()); ++i)
    forget(*ring_.at(i));
  ring_.advance(minute);
}

void tag_seconds::forget(std::shared_ptr<block>& x) {
  if (x)
    bytes_ -= x->bytes();
  x.reset();
}

void tag_seconds::add(std::int64_t second, std::uint32_t key, std::uint32_t n) {
  auto minute = second < 0 ? nullptr : ring_.at(second / 60);
  if (minute == nullptr)
    return;
  if (!*minute) {
    *minute = std::make_shared<block>();
    bytes_ += (*minute)->bytes();
  } else if (minute->use_count() > 1) {
    bytes_ -= (*minute)->bytes();
    *minute = std::make_shared<block>(**minute);
    bytes_ += (*minute)->bytes();
  }
  // What a snapshot's thread read of it, it read before it let go.
  std::atomic_thread_fence(std::memory_order_acquire);
  auto& to = (*minute)->seconds[static_cast<std::size_t>(second % 60)];
  bytes_ -= bytes_of(to);
  // By a quarter: nine tenths of it are in use.
  if (to.capacity() < to.size() + 2)
    to.reserve(std::max<std::size_t>(8, to.size() + to.size() / 4 + 2));
  to.push_back(n > 1 ? key | counted : key);
  if (n > 1)
    to.push_back(n);
  bytes_ += bytes_of(to);
}

std::int64_t tag_seconds::oldest() const {
  for (auto i = std::max(ring_.oldest(), std::int64_t{0}); i <= ring_.newest();
       ++i)
    if (*ring_.at(i))
      return i;
  return -1;
}

void tag_seconds::drop(std::int64_t minute) {
  if (auto x = ring_.at(minute))
    forget(*x);
}

} // namespace murmuration
