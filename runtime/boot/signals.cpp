#include "runtime/boot/signals.hpp"

#include <csignal>
#include <ctime>
#include <unistd.h>

namespace murmuration {

namespace {

sigset_t taken_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (int x : {SIGTERM, SIGINT, SIGUSR1})
    sigaddset(&set, x);
  return set;
}

} // namespace

void block_signals() {
  auto set = taken_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A peer that hangs up is an error of write, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
}

event wait_for_event(std::chrono::milliseconds at_most) {
  auto set = taken_signals();
  timespec wait{static_cast<time_t>(at_most.count() / 1000),
                static_cast<long>(at_most.count() % 1000) * 1'000'000};
  switch (sigtimedwait(&set, nullptr, &wait)) {
    case SIGTERM:
    case SIGINT:
      return event::stop;
    case SIGUSR1:
      return event::ended;
    default:
      return event::none;
  }
}

void raise_ended() {
  kill(getpid(), SIGUSR1);
}

} // namespace murmuration
