/// Says when the next tweet is due, by the steady clock. After a stop of the
/// whole process at most a second's worth of tweets is made up for.
///   pacer pace{100, now};
///   if (auto wait = pace.until_due(now); wait > 0ns) …
#pragma once

#include <chrono>

namespace murmuration::inject {

class pacer {
public:
  using clock = std::chrono::steady_clock;

  /// `rate` tweets a second; 0: always due.
  pacer(double rate, clock::time_point now)
    : rate_(rate)
    , from_(now) {}

  /// How long to wait for the next tweet; nothing or less: it is due.
  clock::duration until_due(clock::time_point now) {
    if (rate_ <= 0)
      return {};
    auto due = due_time();
    if (now - due > std::chrono::seconds{1}) {
      from_ = now - std::chrono::seconds{1};
      sent_ = 0;
      due = from_;
    }
    return due - now;
  }

  void sent() {
    ++sent_;
  }

private:
  clock::time_point due_time() const {
    return from_
           + std::chrono::duration_cast<clock::duration>(
               std::chrono::duration<double>(static_cast<double>(sent_)
                                             / rate_));
  }

  double rate_;
  clock::time_point from_;
  unsigned long long sent_ = 0;
};

} // namespace murmuration::inject
