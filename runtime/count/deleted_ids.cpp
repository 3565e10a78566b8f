#include "runtime/count/deleted_ids.hpp"

#include <algorithm>

#include "runtime/count/bytes_hash.hpp"

namespace murmuration {

std::uint32_t deleted_ids::mark_of(std::string_view id) {
  return static_cast<std::uint32_t>(bytes_hash(id) >> 32);
}

std::size_t deleted_ids::find(std::string_view id, std::uint32_t mark) const {
  auto at = mark % slots;
  while (slots_[at].place != none
         && (slots_[at].mark != mark || ring_[slots_[at].place] != id))
    at = (at + 1) % slots;
  return at;
}

void deleted_ids::add(const std::string& id) {
  if (id.empty())
    return;
  slots_.resize(slots);
  auto mark = mark_of(id);
  if (slots_[find(id, mark)].place != none)
    return;
  auto place = static_cast<std::uint32_t>(added_++ % max);
  if (place == ring_.size()) {
    ring_.push_back(id);
  } else {
    erase(ring_[place]);
    ring_[place] = id;
  }
  slots_[find(id, mark)] = {mark, place};
}

/// What stands behind it moves up, so that nobody meets a gap on the way.
void deleted_ids::erase(std::string_view id) {
  auto gap = find(id, mark_of(id));
  for (auto at = (gap + 1) % slots; slots_[at].place != none;
       at = (at + 1) % slots) {
    auto from_home = (at - slots_[at].mark) % slots;
    auto from_gap = (at - gap) % slots;
    if (from_home < from_gap)
      continue;
    slots_[gap] = slots_[at];
    gap = at;
  }
  slots_[gap] = {};
}

std::vector<std::string> deleted_ids::since(std::uint64_t seen) const {
  std::vector<std::string> result;
  for (auto n = std::max(std::min(seen, added_), added_ - ring_.size());
       n < added_; ++n)
    result.push_back(ring_[n % max]);
  return result;
}

} // namespace murmuration
