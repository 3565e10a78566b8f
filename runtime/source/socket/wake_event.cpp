#include "runtime/source/socket/wake_event.hpp"

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace murmuration::socket_lines {

wake_event::wake_event()
  : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (event_ < 0)
    throw std::system_error{errno, std::generic_category(), "eventfd"};
}

wake_event::~wake_event() {
  close(event_);
}

void wake_event::ring() {
  std::uint64_t one = 1;
  // It fails only when it is rung already, 2^64 times.
  [[maybe_unused]] auto written = write(event_, &one, sizeof one);
}

bool wake_event::wait(int fd, short events, std::chrono::milliseconds time) {
  // poll passes over a negative descriptor.
  pollfd both[2]{{event_, POLLIN, 0}, {fd, events, 0}};
  auto limit = time.count() < 0 ? -1 : static_cast<int>(time.count());
  if (poll(both, 2, limit) <= 0)
    return false;
  if (both[0].revents != 0) {
    std::uint64_t times = 0;
    [[maybe_unused]] auto taken = read(event_, &times, sizeof times);
  }
  return both[1].revents != 0;
}

} // namespace murmuration::socket_lines
