#include "tools/audit/tag_counts.hpp"

#include <utility>

#include "tools/audit/tags.hpp"

namespace murmuration::audit {

std::uint32_t tag_counts::find(std::string_view spelling) const {
  auto known = ids_.find(spelling);
  return known == ids_.end() ? none : known->second;
}

std::uint32_t tag_counts::id_of(std::string_view spelling) {
  if (auto known = find(spelling); known != none)
    return known;
  if (spelling.size() > spelling_bytes_max)
    return none;
  auto key = key_of(spelling);
  if (key.empty() || !is_wanted(key))
    return none;
  auto id = static_cast<std::uint32_t>(rows_.size());
  if (key == spelling)
    key.clear();
  key.shrink_to_fit();
  rows_.push_back({std::string{spelling}, std::move(key)});
  ids_.emplace(rows_.back().spelling, id);
  for (auto& one : counts_)
    one.push_back(0);
  return id;
}

} // namespace murmuration::audit
