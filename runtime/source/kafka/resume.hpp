/// Where reading goes on when the broker was asked what a partition holds.
/// Pure:  resume(offset{5}, none, {.low = {9}, .high = {20}}) → 9, lost [5, 9)
#pragma once

#include <optional>
#include <string>

#include "messages/batch.hpp"
#include "messages/ids.hpp"

namespace murmuration::kafka {

/// What a partition holds: [low, high).
struct bounds {
  offset low;
  offset high;
  bool operator==(const bounds&) const = default;
};

struct resumption {
  offset position;
  /// Taken by retention, which must be told.
  std::optional<gap> lost;
  /// To be found again before anything is counted; none when retention took
  /// that record too.
  std::optional<fingerprint> check;
  /// Why this is not the log that was counted; empty when it may be.
  std::string mismatch;
};

resumption resume(offset position, const std::optional<fingerprint>& last,
                  const bounds& held);

} // namespace murmuration::kafka
