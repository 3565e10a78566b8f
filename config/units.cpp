// size     = digits [ " " ] [ "B" | "KiB" | … | "TiB" | "kB" | … | "TB" ]
// duration = digits [ " " ] ( "ms" | "s" | "m" | "h" | "d" )
#include "config/units.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <system_error>

namespace murmuration {

namespace {

struct unit {
  std::string_view name;
  std::uint64_t factor;
};

constexpr std::array sizes{
    unit{"TiB", 1ull << 40},
    unit{"GiB", 1ull << 30},
    unit{"MiB", 1ull << 20},
    unit{"KiB", 1ull << 10},
    unit{"B", 1},
    unit{"", 1},
    unit{"TB", 1'000'000'000'000},
    unit{"GB", 1'000'000'000},
    unit{"MB", 1'000'000},
    unit{"kB", 1'000},
    unit{"KB", 1'000},
};

constexpr std::array durations{
    unit{"d", 86'400'000}, unit{"h", 3'600'000}, unit{"m", 60'000},
    unit{"s", 1'000},      unit{"ms", 1},
};

constexpr std::uint64_t size_max = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t duration_max_ms = 100ull * 365 * 86'400'000;

template <std::size_t N>
std::optional<std::uint64_t> parse(std::string_view text,
                                   const std::array<unit, N>& units,
                                   std::uint64_t max) {
  std::uint64_t number = 0;
  auto last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, number);
  if (error != std::errc{})
    return std::nullopt;
  std::string_view name{end, static_cast<std::size_t>(last - end)};
  if (name.size() > 1 && name.front() == ' ')
    name.remove_prefix(1);
  for (const auto& x : units)
    if (x.name == name && number <= max / x.factor)
      return number * x.factor;
  return std::nullopt;
}

/// `units` from large to small, down to a factor of 1.
template <std::size_t N>
std::string print(std::uint64_t number, const std::array<unit, N>& units) {
  const unit* fits = nullptr;
  for (const auto& x : units) {
    fits = &x;
    if (x.factor == 1 || (number != 0 && number % x.factor == 0))
      break;
  }
  return std::to_string(number / fits->factor) + std::string{fits->name};
}

} // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
  return parse(text, sizes, size_max);
}

std::string print_size(std::uint64_t bytes) {
  return print(bytes, sizes);
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  if (auto ms = parse(text, durations, duration_max_ms))
    return std::chrono::milliseconds{*ms};
  return std::nullopt;
}

std::string print_duration(std::chrono::milliseconds value) {
  return print(static_cast<std::uint64_t>(value.count()), durations);
}

std::string print_decimal(double value) {
  char digits[32];
  auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  return {digits, end};
}

} // namespace murmuration
