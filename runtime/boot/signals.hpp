/// Signals as plain calls: blocked in all threads, taken by the main thread.
#pragma once

#include <chrono>

namespace murmuration {

enum class event {
  none,  ///< the time is over
  stop,  ///< SIGTERM or SIGINT
  ended, ///< `raise_ended` was called
};

/// Call it before the first thread is started, which inherit the mask.
void block_signals();

/// Waits for the next event, at most so long. Main thread only.
event wait_for_event(std::chrono::milliseconds at_most);

/// From any thread: the engine has ended.
void raise_ended();

} // namespace murmuration
