/// Says when the next tweet is due, by the steady clock. After a stop of the
/// whole process at most a second's worth of tweets is made up for.
///   pacer pace{100, now};
///   if (auto wait = pace.until_due(now); wait > 0ns) …
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "tools/inject/dice.hpp"

namespace murmuration::inject {

class pacer {
public:
  using clock = std::chrono::steady_clock;

  /// `rate` tweets a second; 0: always due.
  pacer(double rate, clock::time_point now)
    : rate_(rate)
    , from_(now) {}

  /// Pauses of 0 to `pause_max` between two tweets, at random.
  pacer(std::chrono::milliseconds pause_max, std::uint64_t seed,
        clock::time_point now)
    : rate_(1)
    , from_(now)
    , pause_max_(pause_max)
    , rolls_(dice{seed}) {}

  /// How long to wait for the next tweet; nothing or less: it is due.
  clock::duration until_due(clock::time_point now) {
    if (rate_ <= 0)
      return {};
    auto due = due_time();
    if (now - due > std::chrono::seconds{1}) {
      from_ = now - std::chrono::seconds{1};
      sent_ = 0;
      paused_ = {};
      due = from_;
    }
    return due - now;
  }

  void sent() {
    ++sent_;
    if (rolls_)
      paused_ += std::chrono::microseconds{
          rolls_->below(static_cast<std::size_t>(pause_max_.count()) + 1)};
  }

private:
  clock::time_point due_time() const {
    if (rolls_)
      return from_ + paused_;
    return from_
           + std::chrono::duration_cast<clock::duration>(
               std::chrono::duration<double>(static_cast<double>(sent_)
                                             / rate_));
  }

  double rate_;
  clock::time_point from_;
  unsigned long long sent_ = 0;
  std::chrono::microseconds pause_max_{};
  std::optional<dice> rolls_;
  std::chrono::microseconds paused_{}; ///< all pauses since `from_`
};

} // namespace murmuration::inject
