/// The row keys of A's history: the time that is left until 2030, so that a
/// scan returns the newest first.
///
///   history_row(1'700'000'000'000'000)      // "193536000.000000"
///   text_row(1'700'000'000'000'000, 0)      // "193536000.000000-0"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace murmuration::serving {

/// Seconds from `us` (Unix microseconds) to 2030-01-01T00:00:00Z: nine digits,
/// a point, six digits. From 2030 on what is left of the 10^9 seconds after
/// that, behind a `-`, which sorts before all digits: newest first goes on
/// until 2061, and then with one `-` more. Times before 1998-04-23 and after
/// 2124 stand at these bounds.
std::string history_row(std::int64_t us);

/// The row of the tweet at this place of a moment, 0 to 9; 0 is the newest.
std::string text_row(std::int64_t us, int position);

/// Where a row of ours belongs.
struct row_place {
  std::int64_t us = 0;
  int position = -1; ///< none: a row of `history_row`
  bool operator==(const row_place&) const = default;
};

/// None: the row has another form, somebody else wrote it.
std::optional<row_place> parse_row(std::string_view row);

/// All rows of these forms lie before it, and `latest` behind it.
inline constexpr std::string_view rows_end = ":";

} // namespace murmuration::serving
