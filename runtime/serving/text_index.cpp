#include "runtime/serving/text_index.hpp"

namespace murmuration::serving {

void text_index::add(std::string_view id, row_place where) {
  if (id.empty())
    return;
  auto h = hash_of(id);
  places_.emplace(h, where);
  order_.emplace_back(h, where.us);
  if (order_.size() > max)
    drop_oldest();
}

void text_index::add_older(std::string_view id, row_place where) {
  if (id.empty() || order_.size() >= max)
    return;
  auto h = hash_of(id);
  places_.emplace(h, where);
  order_.emplace_front(h, where.us);
}

std::vector<row_place> text_index::take(std::string_view id) {
  std::vector<row_place> result;
  auto [first, last] = places_.equal_range(hash_of(id));
  for (auto i = first; i != last; ++i)
    result.push_back(i->second);
  places_.erase(first, last);
  return result;
}

void text_index::forget_before(std::int64_t us) {
  while (!order_.empty() && order_.front().second < us)
    drop_oldest();
}

void text_index::drop_oldest() {
  auto [h, us] = order_.front();
  order_.pop_front();
  auto [first, last] = places_.equal_range(h);
  for (auto i = first; i != last; ++i)
    if (i->second.us == us) {
      places_.erase(i);
      return;
    }
}

void text_index::clear() {
  places_.clear();
  order_.clear();
}

} // namespace murmuration::serving
