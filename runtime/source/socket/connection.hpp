/// One TCP connection to the sender of the texts. For one thread.
///   connection to;
///   if (auto error = to.open("host:9009", event, stop); !error.empty()) …
///   auto count = to.receive(buffer);
#pragma once

#include <atomic>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "runtime/source/socket/wake_event.hpp"

struct addrinfo;

namespace murmuration::socket_lines {

class connection {
public:
  connection() = default;
  ~connection();
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  /// Tries every address of the host; empty when it is connected, else why not.
  /// Returns early when `stop` is set and `event` rung. Looking up a name may
  /// take as long as the system's resolver lets it, numbers take no time.
  std::string open(std::string_view address, wake_event& event,
                   const std::atomic<bool>& stop);
  void close();

  int fd() const {
    return fd_;
  }

  /// More than 0: so many bytes. 0: nothing yet. -1: it is over, `error` tells
  /// why.
  std::ptrdiff_t receive(std::span<char> to, std::string& error);

private:
  std::string try_one(const addrinfo& where, wake_event& event,
                      const std::atomic<bool>& stop);

  int fd_ = -1;
};

} // namespace murmuration::socket_lines
