/// Ends a program that writes records: the first SIGINT or SIGTERM in order, a
/// second one at once. Call once, before any thread is made.
///
///   auto& stop = stop_on_signal();
///   while (!stop) …
#pragma once

#include <atomic>
#include <csignal>

namespace murmuration::records_out {

inline std::atomic<bool> stop_asked{false};

extern "C" inline void ask_to_stop(int) {
  stop_asked = true;
}

inline const std::atomic<bool>& stop_on_signal() {
  struct sigaction action {};
  action.sa_handler = ask_to_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return stop_asked;
}

} // namespace murmuration::records_out
