/// Cuts a list to its k best: higher counts first, ties by name. Names are
/// only looked at where the cut falls into a tie.
///
///   auto cut = keep_best(words, 1000, count_of, by_word);
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace murmuration {

/// `count(x)` is what ranks, `less(x, y)` orders those of equal count. Leaves
/// the best in no order. True: something was cut off.
template <class T, class Count, class Less>
bool keep_best(std::vector<T>& items, std::size_t k, Count count, Less less) {
  if (items.size() <= k)
    return false;
  if (k == 0) {
    items.clear();
    return true;
  }
  std::vector<std::uint64_t> counts;
  counts.reserve(items.size());
  for (const auto& x : items)
    counts.push_back(count(x));
  auto kth = counts.begin() + static_cast<std::ptrdiff_t>(k - 1);
  std::nth_element(counts.begin(), kth, counts.end(), std::greater<>{});
  auto least = *kth;
  auto ties = std::partition(items.begin(), items.end(),
                             [&](const T& x) { return count(x) > least; });
  auto rest = std::partition(ties, items.end(),
                             [&](const T& x) { return count(x) == least; });
  auto end = items.begin() + static_cast<std::ptrdiff_t>(k);
  if (end != rest)
    std::nth_element(ties, end, rest, less);
  items.erase(end, items.end());
  return true;
}

} // namespace murmuration
