#include "config/nearest.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace murmuration {

namespace {

/// Levenshtein's distance, by rows.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

std::string_view last_part(std::string_view name) {
  auto dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

} // namespace

std::string_view nearest(std::string_view given,
                         const std::vector<std::string_view>& names) {
  given = given.substr(0, 64);
  std::string_view best;
  auto best_score = std::pair{std::numeric_limits<std::size_t>::max(),
                              std::numeric_limits<std::size_t>::max()};
  for (auto name : names) {
    auto whole = distance(given, name);
    auto ending = distance(last_part(given), last_part(name)) + 1;
    auto score = std::pair{std::min(whole, ending), whole};
    if (score < best_score) {
      best = name;
      best_score = score;
    }
  }
  return best;
}

} // namespace murmuration
