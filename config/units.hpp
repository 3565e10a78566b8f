/// How sizes and durations are written in the config.
///
///   parse_size("4MiB") == 4194304     print_size(4194304) == "4MiB"
///   parse_duration("1s") == 1000ms    print_duration(1000ms) == "1s"
///
/// Whole numbers with a unit; what is printed reads back as the same value.
/// Pure functions, usable from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace murmuration {

/// `text` in bytes; a number alone is bytes. Units: B, KiB, MiB, GiB, TiB and
/// the decimal kB (KB), MB, GB, TB. Nothing when it is none or above 2^63 - 1.
std::optional<std::uint64_t> parse_size(std::string_view text);

/// In the largest binary unit that leaves no remainder.
std::string print_size(std::uint64_t bytes);

/// In as few digits as tell it from all others.
std::string print_decimal(double value);

/// `text` in milliseconds. Units: ms, s, m, h, d. Nothing when it is none, or
/// longer than 100 years.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// In the largest unit that leaves no remainder.
std::string print_duration(std::chrono::milliseconds value);

} // namespace murmuration
