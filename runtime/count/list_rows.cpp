#include "runtime/count/list_rows.hpp"

#include <algorithm>
#include <tuple>

#include "runtime/count/counter_map.hpp"
#include "runtime/count/event_time.hpp"

namespace murmuration {

mark_rows::mark_rows(std::span<const tag_mark> marks,
                     std::span<const std::uint32_t> keys) {
  counter_map first; // counted from 1
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (i == 0 || keys[i] != keys[i - 1])
      first.add(keys[i], i + 1);
  uses_.reserve(marks.size());
  for (const auto& x : marks)
    uses_.push_back(
        {x.second, static_cast<std::uint32_t>(first.at(x.key) - 1), x.author});
}

std::vector<second_uses> mark_rows::seconds() {
  std::sort(uses_.begin(), uses_.end(), [](const use& x, const use& y) {
    return x.second != y.second ? x.second < y.second : x.row < y.row;
  });
  std::vector<second_uses> result;
  for (const auto& x : uses_) {
    if (result.empty() || result.back().second != x.second)
      result.push_back({x.second, {}});
    auto& tags = result.back().tags;
    if (tags.empty() || tags.back().row != x.row)
      tags.push_back({x.row, 0});
    ++tags.back().count;
  }
  return result;
}

std::vector<minute_authors> mark_rows::authors() {
  for (auto& x : uses_)
    x.second = minute_of(x.second);
  auto whole = [](const use& x) {
    return std::tie(x.second, x.row, x.author);
  };
  std::sort(uses_.begin(), uses_.end(),
            [&](const use& x, const use& y) { return whole(x) < whole(y); });
  std::vector<minute_authors> result;
  for (const auto& x : uses_) {
    if (result.empty() || result.back().minute != x.second)
      result.push_back({x.second, {}});
    auto& uses = result.back().uses;
    if (uses.empty() || uses.back() != row_author{x.row, x.author})
      uses.push_back({x.row, x.author});
  }
  return result;
}

} // namespace murmuration
