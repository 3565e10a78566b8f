/// Puts things into the order of a number that each of them has. What counts
/// is in how many bytes the numbers differ: a step a thing for each. Those of
/// equal numbers stay in the order they had.
///
///   sort_by_number(rows, [](const row& x) { return x.head; });
///   sort_by_number(rows, number, less);   // `less` where numbers are equal
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace murmuration {

namespace sorting {

/// Below, counting bytes costs more than comparing.
inline constexpr std::size_t counted_min = 48;

/// Stable, by one byte of the number.
template <class T, class Number>
void sort_by_byte(const std::vector<T>& from, std::vector<T>& to, Number number,
                  int shift) {
  std::array<std::uint32_t, 256> places{};
  for (const auto& x : from)
    ++places[(number(x) >> shift) & 0xff];
  std::uint32_t next = 0;
  for (auto& x : places)
    next += std::exchange(x, next);
  for (const auto& x : from)
    to[places[(number(x) >> shift) & 0xff]++] = x;
}

} // namespace sorting

/// `number(x)` is a std::uint64_t. At most 2^32 things, cheap to copy.
template <class T, class Number>
void sort_by_number(std::vector<T>& all, Number number) {
  if (all.size() < sorting::counted_min) {
    for (auto i = all.begin(); i != all.end(); ++i)
      std::rotate(std::upper_bound(all.begin(), i, *i,
                                   [&](const T& x, const T& y) {
                                     return number(x) < number(y);
                                   }),
                  i, i + 1);
    return;
  }
  const auto first = number(all.front());
  std::uint64_t different = 0;
  for (const auto& x : all)
    different |= number(x) ^ first;
  std::vector<T> other(all.size());
  for (int shift = 0; shift < 64; shift += 8)
    if ((different >> shift) & 0xff) {
      sorting::sort_by_byte(all, other, number, shift);
      all.swap(other);
    }
}

/// Where numbers are equal, `less` decides.
template <class T, class Number, class Less>
void sort_by_number(std::vector<T>& all, Number number, Less less) {
  sort_by_number(all, number);
  for (auto i = all.begin(); i != all.end();) {
    auto end = i + 1;
    while (end != all.end() && number(*end) == number(*i))
      ++end;
    if (end - i > 1)
      std::sort(i, end, less);
    i = end;
  }
}

} // namespace murmuration
