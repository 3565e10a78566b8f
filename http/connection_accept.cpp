#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "http/connection_loop.hpp"
#include "http/limits.hpp"

namespace murmuration::http {

namespace {

/// Between two looks at the connections that we have.
constexpr int accepts_max = 64;

/// After the kernel had no room for another connection, and neither had we.
constexpr std::chrono::milliseconds accept_pause{100};

bool out_of_room(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS
         || error == ENOMEM;
}

} // namespace

void connection_loop::accept_from(const listener& open) {
  for (int i = 0; i < accepts_max; ++i) {
    auto fd =
        accept4(open.fd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
      admit(fd);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return;
    } else if (out_of_room(errno)) {
      if (!make_room())
        pause_accepting();
      return;
    }
    // Any other error belongs to the connection that was not made.
  }
}

void connection_loop::admit(int fd) {
  // Streams have a bound of their own.
  auto others = table_.size() - table_.in(phase::streaming).size();
  if (others >= from_.config.http.connections_max && !make_room()) {
    auto made = own_.refuse(503);
    // A fresh socket takes these few bytes; if not, there is nobody to tell.
    [[maybe_unused]] auto sent =
        ::send(fd, made.bytes.data(), made.bytes.size(), MSG_NOSIGNAL);
    close(fd);
    return;
  }
  ++from_.counted.accepted;
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  auto it = table_.add(fd, now_);
  it->interest = EPOLLIN;
  if (!io_.watch(fd, it->id, EPOLLIN))
    table_.erase(it);
}

bool connection_loop::make_room() {
  auto oldest = table_.oldest_idler();
  if (!oldest)
    return false;
  ++from_.counted.evicted;
  drop(*oldest);
  return true;
}

void connection_loop::pause_accepting() {
  for (const auto& open : listeners_)
    io_.forget(open.fd());
  accept_again_ = now_ + accept_pause;
}

void connection_loop::resume_accepting() {
  accept_again_.reset();
  for (std::size_t i = 0; i < listeners_.size(); ++i)
    io_.watch(listeners_[i].fd(), ~(i + 1), EPOLLIN);
}

} // namespace murmuration::http
