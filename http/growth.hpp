/// Counters out of counts that do not begin at 0 and may step back: how far
/// they grew past where they were when first looked at. It never falls, as
/// Prometheus asks of a counter; what is read again after a step back counts
/// once. Any thread.
///   growth grown; grown.take(view.sums).outcomes[0];
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <mutex>
#include <optional>

#include "messages/delta.hpp"

namespace murmuration::http {

class growth {
public:
  struct totals {
    /// counted, filtered, skipped, malformed, duplicate
    std::array<std::uint64_t, 5> outcomes{};
    sentiment_counts sentiments{}; ///< by `sentiment`
  };

  totals take(const murmuration::totals& now) {
    const auto& x = now.outcomes;
    totals seen{{x.counted, x.filtered, x.skipped, x.malformed, x.duplicate},
                now.sentiments};
    std::lock_guard guard{mutex_};
    if (!first_)
      first_ = most_ = seen;
    rise(seen.outcomes, first_->outcomes, most_.outcomes);
    rise(seen.sentiments, first_->sentiments, most_.sentiments);
    return seen;
  }

private:
  /// Makes of each number what it, or one before it, is above the first.
  template <class Numbers>
  static void rise(Numbers& now, const Numbers& first, Numbers& most) {
    for (std::size_t i = 0; i < now.size(); ++i) {
      most[i] = std::max(most[i], now[i]);
      now[i] = most[i] - first[i];
    }
  }

  std::mutex mutex_;
  std::optional<totals> first_;
  totals most_;
};

} // namespace murmuration::http
