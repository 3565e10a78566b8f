#include "runtime/count/deleted_ids.hpp"

#include <algorithm>

namespace murmuration {

void deleted_ids::add(const std::string& id) {
  if (id.empty() || contains(id))
    return;
  ++added_;
  known_.insert(order_.emplace_back(id));
  if (order_.size() <= max)
    return;
  known_.erase(order_.front());
  order_.pop_front();
}

std::vector<std::string> deleted_ids::since(std::uint64_t seen) const {
  auto fresh = added_ - std::min(seen, added_);
  auto held = std::min<std::uint64_t>(fresh, order_.size());
  return {order_.end() - static_cast<std::ptrdiff_t>(held), order_.end()};
}

} // namespace murmuration
