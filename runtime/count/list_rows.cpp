#include "runtime/count/list_rows.hpp"

#include "runtime/count/counter_map.hpp"
#include "runtime/count/event_time.hpp"
#include "runtime/count/sort_by_number.hpp"

namespace murmuration {

namespace {

/// Orders as the seconds do, those before 1970 first.
std::uint64_t place_of(std::int64_t second) {
  return static_cast<std::uint64_t>(second) ^ (std::uint64_t{1} << 63);
}

} // namespace

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
  sort_by_number(uses_, [](const use& x) {
    return std::uint64_t{x.row} << 32 | x.author;
  });
}

std::vector<second_uses> mark_rows::seconds() const {
  auto uses = uses_;
  sort_by_number(uses, [](const use& x) { return place_of(x.second); });
  std::vector<second_uses> result;
  for (const auto& x : uses) {
    if (result.empty() || result.back().second != x.second)
      result.push_back({x.second, {}});
    auto& tags = result.back().tags;
    if (tags.empty() || tags.back().row != x.row)
      tags.push_back({x.row, 0});
    ++tags.back().count;
  }
  return result;
}

std::vector<minute_authors> mark_rows::authors() const {
  auto minute = [](const use& x) {
    return minute_of(x.second);
  };
  auto uses = uses_;
  sort_by_number(uses, [&](const use& x) { return place_of(minute(x)); });
  std::vector<minute_authors> result;
  for (const auto& x : uses) {
    if (result.empty() || result.back().minute != minute(x))
      result.push_back({minute(x), {}});
    auto& to = result.back().uses;
    if (to.empty() || to.back() != row_author{x.row, x.author})
      to.push_back({x.row, x.author});
  }
  return result;
}

} // namespace murmuration
