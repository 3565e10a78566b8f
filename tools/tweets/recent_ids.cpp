#include "tools/tweets/recent_ids.hpp"

#include <algorithm>
#include <utility>

namespace murmuration::tweets {

recent_ids::recent_ids(std::size_t kept)
  : kept_(kept)
  , newer_(2 * kept)
  , older_(2 * kept) {}

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
  return newer_[place(newer_, id)] == id || older_[place(older_, id)] == id;
}

bool recent_ids::insert(std::uint64_t id) {
  if (contains(id))
    return false;
  if (id == 0) {
    zero_ = true;
    return true;
  }
  if (size_ == kept_) {
    std::swap(newer_, older_);
    std::fill(newer_.begin(), newer_.end(), 0);
    size_ = 0;
  }
  newer_[place(newer_, id)] = id;
  ++size_;
  return true;
}

} // namespace murmuration::tweets
