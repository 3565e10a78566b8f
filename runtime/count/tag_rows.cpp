#include "runtime/count/tag_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>

namespace murmuration {

namespace {

/// The first eight bytes as a number that orders like the bytes: nearly all
/// comparisons are decided without touching the names.
std::uint64_t prefix(std::string_view bytes) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t result = 0;
  std::memcpy(&result, bytes.data(), std::min<std::size_t>(bytes.size(), 8));
  return __builtin_bswap64(result);
}

struct ranked {
  std::uint64_t head;
  std::uint32_t row;
};

} // namespace

void tag_rows::sort() {
  std::vector<ranked> order;
  order.reserve(rows.size());
  for (const auto& x : rows)
    order.push_back({prefix(x.key), static_cast<std::uint32_t>(order.size())});
  std::sort(order.begin(), order.end(), [&](const ranked& x, const ranked& y) {
    if (x.head != y.head)
      return x.head < y.head;
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
