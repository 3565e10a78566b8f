#include "tools/tweets/clock.hpp"

#include <algorithm>
#include <thread>

namespace murmuration::tweets {
namespace {

/// Signals are seen, and sinks flushed, this soon.
constexpr std::chrono::milliseconds nap{20};

clock::duration times(clock::duration time, double factor) {
  return std::chrono::duration_cast<clock::duration>(
      std::chrono::duration<double, clock::duration::period>(time) * factor);
}

} // namespace

clock::time_point real_clock::now() {
  return from_ + times(std::chrono::steady_clock::now() - from_, speed_);
}

void real_clock::wait(duration time, const std::function<bool()>& meanwhile) {
  auto until = std::chrono::steady_clock::now() + times(time, 1 / speed_);
  while (meanwhile()) {
    auto now = std::chrono::steady_clock::now();
    if (now >= until)
      return;
    std::this_thread::sleep_for(std::min<duration>(until - now, nap));
  }
}

} // namespace murmuration::tweets
