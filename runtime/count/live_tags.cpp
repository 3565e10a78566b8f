#include "runtime/count/live_tags.hpp"

#include <stdexcept>

namespace murmuration {

live_tags::entry& live_tags::entry_of(std::uint32_t key) {
  auto& x = tags_.at(key);
  if (x.counts.back() == 0)
    x.head = head_of(table_.key_name(key));
  return x;
}

void live_tags::add(std::uint32_t key, std::uint32_t n, std::size_t first) {
  auto& x = entry_of(key);
  for (auto i = first; i < window_count; ++i)
    x.counts[i] += n;
}

void live_tags::add_to(std::uint32_t key, std::uint32_t n, std::size_t which) {
  entry_of(key).counts[which] += n;
}

void live_tags::subtract(std::uint32_t key, std::uint32_t n,
                         std::size_t which) {
  auto x = tags_.find(key);
  if (x == nullptr || x->counts[which] < n)
    throw std::logic_error("live_tags: more uses of a tag leave a window than "
                           "are in it");
  x->counts[which] -= n;
  if (which + 1 == window_count && x->counts[which] == 0)
    tags_.release(key);
}

live_tags::top_lists live_tags::top(std::size_t k) const {
  auto name_of = [this](std::uint32_t key) {
    return table_.key_name(key);
  };
  using best = best_list<decltype(name_of)>;
  std::array<best, window_count> lists{best{k, name_of}, best{k, name_of},
                                       best{k, name_of}, best{k, name_of},
                                       best{k, name_of}};
  tags_.for_each([&](const entry& x) {
    for (std::size_t i = 0; i < window_count; ++i)
      if (x.counts[i] >= lists[i].least())
        lists[i].offer(x.counts[i], x.head, x.key);
  });
  top_lists result;
  for (std::size_t i = 0; i < window_count; ++i)
    for (const auto& x : lists[i].take())
      result[i].push_back({std::string{table_.key_name(x.key)},
                           std::string{table_.shown_name(x.key)}, x.count});
  return result;
}

} // namespace murmuration
