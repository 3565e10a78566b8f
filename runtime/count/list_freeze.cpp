#include "runtime/count/list_freeze.hpp"

#include <algorithm>

namespace murmuration {

namespace {

/// Of one element: what a cell of the ledger takes is bounded.
constexpr std::size_t part_rows_max = 32'768;

constexpr std::uint32_t none = 0xffffffff;

/// Appends one second's uses, cut into parts.
void add_second(std::int64_t second, std::vector<row_count>& tags,
                std::vector<second_uses>& to) {
  std::sort(tags.begin(), tags.end(),
            [](const auto& x, const auto& y) { return x.row < y.row; });
  auto part = to.size(); // where its parts begin
  for (const auto& x : tags) {
    auto fresh = to.size() == part || to.back().tags.back().row != x.row;
    if (to.size() == part || (fresh && to.back().tags.size() == part_rows_max))
      to.push_back({second, {}});
    if (fresh)
      to.back().tags.push_back({x.row, 0});
    to.back().tags.back().count += x.count;
  }
  tags.clear();
}

} // namespace

void first_rows::add(std::span<const tag_row> rows) {
  for (const auto& row : rows) {
    while (row.number >= of_key_.size())
      of_key_.push_back(none);
    of_key_[row.number] = std::min(of_key_[row.number], rows_++);
  }
}

void list_freeze::spell_out(const first_rows& row_of,
                            snapshot_content& to) const {
  to.lost = lost;
  if (seconds) {
    auto& all = to.tag_seconds.emplace();
    std::vector<row_count> tags;
    for (const auto& [minute, block] : *seconds)
      for (std::int64_t i = 0; i < 60; ++i) {
        auto second = minute * 60 + i;
        tag_seconds::read(block->seconds[static_cast<std::size_t>(i)],
                          [&](std::uint32_t key, std::uint32_t n) {
                            tags.push_back({row_of[key], n});
                          });
        if (second <= clock - window_lengths.back())
          tags.clear(); // it has left
        add_second(second, tags, all);
      }
  }
  if (authors) {
    auto& all = to.tag_authors.emplace();
    for (const auto& [minute, pairs] : *authors) {
      std::vector<row_author> uses;
      uses.reserve(pairs->size());
      for (auto x : *pairs)
        uses.push_back({row_of[key_of_pair(x)], static_cast<std::uint32_t>(x)});
      std::sort(uses.begin(), uses.end());
      for (std::size_t i = 0; i < uses.size(); i += part_rows_max) {
        auto end = std::min(uses.size(), i + part_rows_max);
        all.push_back({minute,
                       {uses.begin() + static_cast<std::ptrdiff_t>(i),
                        uses.begin() + static_cast<std::ptrdiff_t>(end)}});
      }
    }
  }
}

} // namespace murmuration
