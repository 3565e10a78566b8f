// row   = { "-" } 9DIGIT "." 6DIGIT [ "-" DIGIT ]
#include "runtime/serving/row_key.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace murmuration::serving {

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t year_2030_us = 1'893'456'000 * second_us;
/// What nine digits and six decimals hold.
constexpr std::int64_t span_us = 1'000'000'000 * second_us;
constexpr int spans_max = 3;

std::optional<std::int64_t> number(std::string_view digits) {
  std::int64_t result = 0;
  if (!std::all_of(digits.begin(), digits.end(),
                   [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return result;
}

} // namespace

std::string history_row(std::int64_t us) {
  auto left = std::clamp(year_2030_us - us, -spans_max * span_us, span_us - 1);
  std::string later;
  for (; left < 0; left += span_us)
    later += '-';
  return fmt::format("{}{:09}.{:06}", later, left / second_us,
                     left % second_us);
}

std::string text_row(std::int64_t us, int position) {
  return fmt::format("{}-{}", history_row(us), position);
}

std::optional<row_place> parse_row(std::string_view row) {
  auto spans = std::min(row.find_first_not_of('-'), row.size());
  row.remove_prefix(spans);
  auto plain = row.size() == 16;
  auto placed = row.size() == 18 && row[16] == '-';
  if (spans > spans_max || !(plain || placed) || row[9] != '.')
    return std::nullopt;
  auto seconds = number(row.substr(0, 9));
  auto rest = number(row.substr(10, 6));
  auto position =
      placed ? number(row.substr(17)) : std::optional{std::int64_t{-1}};
  if (!seconds || !rest || !position)
    return std::nullopt;
  auto left = *seconds * second_us + *rest;
  left -= static_cast<std::int64_t>(spans) * span_us;
  return row_place{year_2030_us - left, static_cast<int>(*position)};
}

} // namespace murmuration::serving
