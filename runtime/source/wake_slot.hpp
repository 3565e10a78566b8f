/// Between a source's thread, which learns of news, and a reader that may
/// sleep: news wake it at most once until it sleeps again. Thread-safe.
///
///   slot.sleep();                      // reader: read() is going to say
///   if (nothing new) return …;         //   `more = false`
///   slot.stay();                       // reader: reads on, wants no wake
///   slot.ring();                       // source: there is something new
#pragma once

#include <atomic>
#include <functional>
#include <utility>

namespace murmuration {

class wake_slot {
public:
  explicit wake_slot(std::function<void()> wake)
    : wake_(std::move(wake)) {}

  /// Look for news *after* this call: earlier ones may have rung in vain.
  void sleep() {
    asleep_.store(true);
  }

  void stay() {
    asleep_.store(false);
    retry_.store(false);
  }

  /// Sleeps, but wants to try again although nothing is new.
  void sleep_and_retry() {
    retry_.store(true);
    asleep_.store(true);
  }

  void ring() {
    if (asleep_.exchange(false))
      wake_();
  }

  void wake() const {
    wake_();
  }

  void ring_if_retrying() {
    if (retry_.exchange(false))
      ring();
  }

private:
  std::atomic<bool> asleep_ = false;
  std::atomic<bool> retry_ = false;
  std::function<void()> wake_;
};

} // namespace murmuration
