/// Records and tweets a second over the last five seconds, from totals seen at
/// successive moments. One owner, no thread safety.
///   rates.sample(now_ms, records, tweets); rates.records_per_s();
#pragma once

#include <cstdint>
#include <deque>

namespace murmuration::http {

class rate_meter {
public:
  /// Totals that fall, as after a rewind, start the measurement anew.
  void sample(std::int64_t now_ms, std::uint64_t records, std::uint64_t tweets);

  /// What was measured does not belong to what follows.
  void reset() {
    points_.clear();
  }

  double records_per_s() const;
  double tweets_per_s() const;

private:
  struct point {
    std::int64_t at_ms;
    std::uint64_t records;
    std::uint64_t tweets;
  };
  /// Spaced by `spacing_ms`, except the last: at most 11.
  std::deque<point> points_;
};

} // namespace murmuration::http
