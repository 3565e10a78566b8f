#include "http/parameters.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace murmuration::http {

namespace {

/// Digits only: neither sign nor blank; empty and too long numbers are none.
std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t result = 0;
  auto end = text.data() + text.size();
  auto [stop, error] = std::from_chars(text.data(), end, result);
  if (error != std::errc{} || stop != end)
    return std::nullopt;
  return result;
}

std::optional<std::int64_t> seconds_of(std::string_view text) {
  if (text.size() < 2)
    return std::nullopt;
  std::int64_t unit = 0;
  switch (text.back()) {
    case 's':
      unit = 1;
      break;
    case 'm':
      unit = 60;
      break;
    case 'h':
      unit = 3600;
      break;
    default:
      return std::nullopt;
  }
  auto digits = text.substr(0, text.size() - 1);
  auto count = digits.front() == '0' ? std::nullopt : number(digits);
  if (!count || *count * unit > 3600)
    return std::nullopt;
  return *count * unit;
}

} // namespace

std::size_t whole_number(const request& asked, std::string_view name,
                         std::size_t standard, std::size_t min,
                         std::size_t max) {
  const auto* text = asked.parameter(name);
  if (!text)
    return standard;
  auto value = number(*text);
  if (!value || *value < min || *value > max)
    throw bad_parameter{fmt::format(
        "`{}` must be a whole number from {} to {}.", name, min, max)};
  return *value;
}

std::string_view one_of(const request& asked, std::string_view name,
                        std::initializer_list<std::string_view> allowed) {
  const auto* value = asked.parameter(name);
  if (!value)
    return {};
  for (auto candidate : allowed)
    if (*value == candidate)
      return candidate;
  throw bad_parameter{fmt::format("`{}` must be {}{}.", name,
                                  allowed.size() > 1 ? "one of " : "",
                                  fmt::join(allowed, ", "))};
}

window time_window(const request& asked, std::string_view name,
                   std::string_view standard) {
  const auto* text = asked.parameter(name);
  auto chosen = text ? *text : std::string{standard};
  auto seconds = seconds_of(chosen);
  if (!seconds)
    throw bad_parameter{fmt::format(
        "`{}` must be from 1s to 1h, written like 5s, 90s, 5m or 1h.", name)};
  return {chosen, *seconds};
}

} // namespace murmuration::http
