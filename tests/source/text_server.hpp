/// The other side of a socket source: listens on a free port of loopback and
/// takes one connection after the other. Every wait ends.
///   text_server server; source({.address = server.address()});
///   server.accept();
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/source/collected.hpp"

namespace murmuration::test {

class text_server {
public:
  text_server() {
    listen_on(0);
  }
  ~text_server() {
    hang_up();
    go_away();
  }
  text_server(const text_server&) = delete;
  text_server& operator=(const text_server&) = delete;

  std::string address() const {
    return "127.0.0.1:" + std::to_string(port_);
  }

  void accept() {
    hang_up();
    BOOST_REQUIRE(ready(listener_, POLLIN, wait_ms));
    peer_ = ::accept(listener_, nullptr, nullptr);
    BOOST_REQUIRE(peer_ >= 0);
  }
  /// Whether somebody connects at all, now.
  bool somebody_knocks() const {
    return ready(listener_, POLLIN, 0);
  }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto count = ::send(peer_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      BOOST_REQUIRE(count > 0);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  /// As much as the other side takes before it stops reading.
  std::size_t send_until_it_stalls(std::string_view bytes, std::size_t most) {
    std::size_t sent = 0;
    while (sent < most && ready(peer_, POLLOUT, 50)) {
      auto count = ::send(peer_, bytes.data(), bytes.size(),
                          MSG_NOSIGNAL | MSG_DONTWAIT);
      sent += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    return sent;
  }
  void hang_up() {
    if (peer_ >= 0)
      close(peer_);
    peer_ = -1;
  }
  /// With RST instead of FIN.
  void break_off() {
    linger now{1, 0};
    setsockopt(peer_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    hang_up();
  }
  void go_away() {
    if (listener_ >= 0)
      close(listener_);
    listener_ = -1;
  }
  /// On the same port.
  void come_back() {
    listen_on(port_);
  }

private:
  static constexpr int wait_ms = 20'000;

  static bool ready(int fd, short events, int ms) {
    pollfd one{fd, events, 0};
    return poll(&one, 1, ms) == 1;
  }

  void listen_on(std::uint16_t port) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int yes = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto where = reinterpret_cast<sockaddr*>(&at);
    socklen_t size = sizeof at;
    BOOST_REQUIRE(bind(listener_, where, size) == 0);
    BOOST_REQUIRE(listen(listener_, 4) == 0);
    getsockname(listener_, where, &size);
    port_ = ntohs(at.sin_port);
  }

  int listener_ = -1;
  int peer_ = -1;
  std::uint16_t port_ = 0;
};

} // namespace murmuration::test
