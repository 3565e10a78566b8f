/// A listening socket. Opened at once or not at all: the error says which
/// address and what to do.  listener open{"127.0.0.1", 8080}; open.port();
#pragma once

#include <cstdint>
#include <string>

namespace murmuration::http {

class listener {
public:
  /// `address` is a literal one or a name of this machine; port 0 takes a free
  /// one. Throws `std::runtime_error`.
  listener(const std::string& address, std::uint16_t port);
  ~listener();
  listener(listener&& other) noexcept;
  listener& operator=(listener&&) = delete;

  int fd() const {
    return fd_;
  }

  /// The actual one.
  std::uint16_t port() const {
    return port_;
  }

private:
  int fd_ = -1;
  std::uint16_t port_ = 0;
};

} // namespace murmuration::http
