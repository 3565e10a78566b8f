/// Waits for a socket, for a time, or for another thread that rings. Any
/// thread may ring; one waits.
///   event.ring();                       // from anywhere
///   if (event.wait(fd, POLLIN, -1ms)) recv(fd, …);
#pragma once

#include <chrono>

namespace murmuration::socket_lines {

class wake_event {
public:
  /// Throws `std::system_error` when the kernel has no descriptor left.
  wake_event();
  ~wake_event();
  wake_event(const wake_event&) = delete;
  wake_event& operator=(const wake_event&) = delete;

  void ring();

  /// True when the socket is ready, or broken. `fd` -1: no socket; a negative
  /// time: for ever. What was rung before ends the wait at once.
  bool wait(int fd, short events, std::chrono::milliseconds time);

private:
  int event_ = -1;
};

} // namespace murmuration::socket_lines
