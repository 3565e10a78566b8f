#include "http/listener.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

#include "http/limits.hpp"

namespace murmuration::http {

namespace {

[[noreturn]] void fail(const std::string& address, std::uint16_t port,
                       std::string_view why, std::string_view advice) {
  throw std::runtime_error{fmt::format("cannot serve HTTP on {}:{}: {}; {}",
                                       address, port, why, advice)};
}

std::string_view advice_for(int error) {
  switch (error) {
    case EADDRINUSE:
      return "another program, perhaps another engine, has this port: stop it "
             "or set http.port";
    case EACCES:
      return "ports below 1024 need privileges: set http.port";
    default:
      return "set http.address to an address of this machine";
  }
}

std::uint16_t port_of(int fd) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&bound), &size) != 0)
    return 0;
  if (bound.ss_family == AF_INET6)
    return ntohs(reinterpret_cast<sockaddr_in6&>(bound).sin6_port);
  return ntohs(reinterpret_cast<sockaddr_in&>(bound).sin_port);
}

} // namespace

listener::listener(const std::string& address, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* raw = nullptr;
  auto code = getaddrinfo(address.empty() ? nullptr : address.c_str(),
                          std::to_string(port).c_str(), &hints, &raw);
  if (code != 0)
    fail(address, port, gai_strerror(code), advice_for(0));
  std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> found{raw, freeaddrinfo};
  fd_ = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int on = 1;
  // Without it a restart would have to wait for old connections to expire.
  if (fd_ < 0 || setsockopt(fd_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0
      || bind(fd_, found->ai_addr, found->ai_addrlen) != 0
      || listen(fd_, backlog) != 0) {
    auto error = errno;
    if (fd_ >= 0)
      close(fd_);
    fail(address, port, std::strerror(error), advice_for(error));
  }
  port_ = port_of(fd_);
}

listener::~listener() {
  if (fd_ >= 0)
    close(fd_);
}

listener::listener(listener&& other) noexcept
  : fd_{std::exchange(other.fd_, -1)}
  , port_{other.port_} {}

} // namespace murmuration::http
