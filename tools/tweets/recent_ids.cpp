#include "tools/tweets/recent_ids.hpp"

#include <algorithm>
#include <utility>

namespace murmuration::tweets {

namespace {

constexpr std::size_t first_places = 1024;

} // namespace

recent_ids::recent_ids(std::size_t kept)
  : kept_(kept)
  , newer_(std::min(first_places, 2 * kept)) {}

std::size_t recent_ids::place(const table& in, std::uint64_t id) {
  auto mask = in.size() - 1;
  // Ids of one millisecond differ in their low bits, of others in the high.
  auto at = static_cast<std::size_t>((id * 0x9E3779B97F4A7C15u) >> 20) & mask;
  while (in[at] != 0 && in[at] != id)
    at = (at + 1) & mask;
  return at;
}

bool recent_ids::contains(std::uint64_t id) const {
  if (id == 0)
    return zero_;
  return newer_[place(newer_, id)] == id
         || (!older_.empty() && older_[place(older_, id)] == id);
}

void recent_ids::grow() {
  table larger(2 * newer_.size());
  for (auto id : newer_)
    if (id != 0)
      larger[place(larger, id)] = id;
  newer_ = std::move(larger);
}

bool recent_ids::insert(std::uint64_t id) {
  if (contains(id))
    return false;
  if (id == 0) {
    zero_ = true;
    return true;
  }
  if (size_ == kept_) {
    older_ = std::move(newer_);
    newer_ = table(std::min(first_places, 2 * kept_));
    size_ = 0;
  } else if (2 * size_ == newer_.size()) {
    grow();
  }
  newer_[place(newer_, id)] = id;
  ++size_;
  return true;
}

} // namespace murmuration::tweets
