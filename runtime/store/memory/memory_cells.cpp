#include "runtime/store/memory/memory_cells.hpp"

#include <algorithm>

namespace murmuration {

bool memory_cells::apply(const write& w) {
  auto time = now(w.key);
  if (w.what == operation::erase) {
    if (clock) {
      auto& tombstone = tombstones_.try_emplace(w.key, time).first->second;
      tombstone = std::max(tombstone, time);
    }
    if (!clock || find(w.key) == nullptr)
      cells_.erase(w.key);
    return true;
  }
  auto* before = find(w.key);
  if (w.what == operation::put_if_absent && before != nullptr)
    return false;
  auto& cell = cells_[w.key];
  if (before == nullptr || cell.time <= time)
    cell = {w.value, time};
  return true;
}

const std::string* memory_cells::find(std::string_view key) const {
  auto i = cells_.find(key);
  return i != cells_.end() && visible(*i) ? &i->second.value : nullptr;
}

memory_cells::map::const_iterator
memory_cells::from(std::string_view key) const {
  return visible_from(cells_.lower_bound(key));
}

memory_cells::map::const_iterator
memory_cells::after(map::const_iterator i) const {
  return visible_from(std::next(i));
}

memory_cells::map::const_iterator memory_cells::end() const {
  return cells_.end();
}

memory_cells::map::const_iterator
memory_cells::below(std::string_view key) const {
  for (auto i = cells_.lower_bound(key); i != cells_.begin();)
    if (visible(*--i))
      return i;
  return cells_.end();
}

bool memory_cells::hold(write w) {
  if (late_.size() >= late_max)
    return false;
  late_.push_back(std::move(w));
  return true;
}

std::size_t memory_cells::late() const {
  return late_.size();
}

std::size_t memory_cells::apply_late(std::size_t n) {
  n = std::min(n, late_.size());
  for (std::size_t i = 0; i < n; ++i)
    apply_late_at(0);
  return n;
}

void memory_cells::apply_late_at(std::size_t place) {
  auto w = std::move(late_.at(place));
  late_.erase(late_.begin() + static_cast<std::ptrdiff_t>(place));
  apply(w);
}

bool memory_cells::visible(const map::value_type& cell) const {
  auto tombstone = tombstones_.find(cell.first);
  return tombstone == tombstones_.end() || cell.second.time > tombstone->second;
}

memory_cells::map::const_iterator
memory_cells::visible_from(map::const_iterator i) const {
  while (i != cells_.end() && !visible(*i))
    ++i;
  return i;
}

std::int64_t memory_cells::now(std::string_view key) const {
  return clock ? clock(key) : 0;
}

} // namespace murmuration
