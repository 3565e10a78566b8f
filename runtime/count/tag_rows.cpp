#include "runtime/count/tag_rows.hpp"

#include <tuple>

#include "runtime/count/best_list.hpp"
#include "runtime/count/sort_by_number.hpp"

namespace murmuration {

namespace {

struct ranked {
  std::uint64_t head;
  std::uint32_t row;
};

} // namespace

void tag_rows::sort() {
  std::vector<ranked> order;
  order.reserve(rows.size());
  for (const auto& x : rows)
    order.push_back({head_of(x.key), static_cast<std::uint32_t>(order.size())});
  sort_by_number(
      order, [](const ranked& x) { return x.head; },
      [&](const ranked& x, const ranked& y) {
        const auto& a = rows[x.row];
        const auto& b = rows[y.row];
        return std::tie(a.key, a.tag) < std::tie(b.key, b.tag);
      });
  std::vector<tag_row> sorted;
  sorted.reserve(rows.size());
  for (const auto& x : order)
    sorted.push_back(rows[x.row]);
  rows = std::move(sorted);
}

} // namespace murmuration
