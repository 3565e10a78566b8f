#include "runtime/source/socket/connection.hpp"

#include <cerrno>
#include <chrono>
#include <memory>
#include <system_error>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace murmuration::socket_lines {

namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

/// A host that drops packets answers never; the kernel would try for minutes.
constexpr auto connect_time_max = 5s;

std::string text_of(int error) {
  return std::generic_category().message(error);
}

/// A sender whose machine vanished would never be missed: after 30 s of
/// silence it is asked every 10 s, and given up after 3 questions.
void watch_the_silence(int fd) {
  auto set = [fd](int level, int name, int value) {
    setsockopt(fd, level, name, &value, sizeof value);
  };
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, 30);
  set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
  set(IPPROTO_TCP, TCP_KEEPCNT, 3);
}

} // namespace

connection::~connection() {
  close();
}

void connection::close() {
  if (fd_ >= 0)
    ::close(fd_);
  fd_ = -1;
}

std::string connection::open(std::string_view address, wake_event& event,
                             const std::atomic<bool>& stop) {
  auto colon = address.rfind(':');
  auto host = address.substr(0, colon);
  if (host.starts_with('['))
    host = host.substr(1, host.size() - 2);
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  auto error = getaddrinfo(std::string{host}.c_str(),
                           std::string{address.substr(colon + 1)}.c_str(),
                           &wanted, &found);
  if (error != 0)
    return gai_strerror(error);
  std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all{found, freeaddrinfo};
  std::string why;
  for (auto one = found; one != nullptr && !stop; one = one->ai_next) {
    why = try_one(*one, event, stop);
    if (why.empty())
      return why;
    close();
  }
  return stop ? "the engine ends" : why;
}

std::string connection::try_one(const addrinfo& where, wake_event& event,
                                const std::atomic<bool>& stop) {
  fd_ = socket(where.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd_ < 0)
    return text_of(errno);
  if (connect(fd_, where.ai_addr, where.ai_addrlen) != 0) {
    if (errno != EINPROGRESS)
      return text_of(errno);
    auto until = clock::now() + connect_time_max;
    for (auto done = false; !done;) {
      auto left =
          std::chrono::ceil<std::chrono::milliseconds>(until - clock::now());
      if (stop || left <= 0ms)
        return text_of(ETIMEDOUT);
      done = event.wait(fd_, POLLOUT, left);
    }
    int failed = 0;
    socklen_t size = sizeof failed;
    getsockopt(fd_, SOL_SOCKET, SO_ERROR, &failed, &size);
    if (failed != 0)
      return text_of(failed);
  }
  watch_the_silence(fd_);
  return {};
}

std::ptrdiff_t connection::receive(std::span<char> to, std::string& error) {
  auto count = recv(fd_, to.data(), to.size(), 0);
  if (count > 0)
    return count;
  if (count < 0 && (errno == EAGAIN || errno == EINTR))
    return 0;
  error = count == 0 ? "it closed the connection" : text_of(errno);
  return -1;
}

} // namespace murmuration::socket_lines
