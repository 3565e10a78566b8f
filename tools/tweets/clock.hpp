/// Time, so that tests need not wait for it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>

namespace murmuration::tweets {

class clock {
public:
  using duration = std::chrono::steady_clock::duration;
  using time_point = std::chrono::steady_clock::time_point;

  virtual ~clock() = default;
  virtual time_point now() = 0;
  /// Waits; calls `meanwhile` some times a second, which ends it with false.
  virtual void wait(duration time, const std::function<bool()>& meanwhile) = 0;
};

/// The steady clock, running `speed` times as fast (1: as it is; faster for
/// tests against a local server, see README.md).
class real_clock final : public clock {
public:
  explicit real_clock(double speed = 1)
    : speed_(speed) {}
  time_point now() override;
  void wait(duration time, const std::function<bool()>& meanwhile) override;

private:
  double speed_;
  std::chrono::steady_clock::time_point from_ =
      std::chrono::steady_clock::now();
};

} // namespace murmuration::tweets
