#include "tools/tweets/socket_bridge.hpp"

#include <array>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tools/records_out/json_string.hpp"

namespace murmuration::tweets {
namespace {

/// Signals are seen, and sinks flushed, this soon.
constexpr int poll_ms = 20;
constexpr std::chrono::seconds connect_max{10};

std::string words_of(int error) {
  return std::generic_category().message(error);
}

struct free_addresses {
  void operator()(addrinfo* x) const {
    freeaddrinfo(x);
  }
};

/// A sender whose machine is gone is found out in about a minute; one that has
/// nothing to say is left alone.
void keep_alive(int socket) {
  const std::array<std::array<int, 3>, 4> options{{
      {SOL_SOCKET, SO_KEEPALIVE, 1},
      {IPPROTO_TCP, TCP_KEEPIDLE, 30},
      {IPPROTO_TCP, TCP_KEEPINTVL, 10},
      {IPPROTO_TCP, TCP_KEEPCNT, 3},
  }};
  for (auto [level, name, value] : options)
    ::setsockopt(socket, level, name, &value, sizeof value);
}

} // namespace

socket_address read_address(const std::string& text) {
  auto colon = text.rfind(':');
  socket_address result;
  if (colon != std::string::npos) {
    result = {text.substr(0, colon), text.substr(colon + 1)};
    auto& host = result.host;
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
      host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string::npos)
      host.clear();
  }
  const auto& port = result.port;
  bool digits = !port.empty() && port.size() <= 5
                && port.find_first_not_of("0123456789") == std::string::npos;
  if (result.host.empty() || !digits || std::stoi(port) < 1
      || std::stoi(port) > 65535)
    throw std::invalid_argument("--from-socket " + text
                                + ": HOST:PORT, such as localhost:9009");
  return result;
}

socket_bridge::socket_bridge(parts with, socket_address from)
  : with_(std::move(with))
  , from_(std::move(from)) {}

bool socket_bridge::ended() const {
  return with_.stop || with_.out.full();
}

bool socket_bridge::go_on() {
  with_.out.tick();
  return !ended();
}

int socket_bridge::connect(std::string& error) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  if (auto code =
          getaddrinfo(from_.host.c_str(), from_.port.c_str(), &hints, &list);
      code != 0) {
    error = gai_strerror(code);
    return -1;
  }
  std::unique_ptr<addrinfo, free_addresses> addresses{list};
  for (auto* x = list; x != nullptr && !ended(); x = x->ai_next) {
    int made = ::socket(x->ai_family,
                        x->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (made < 0) {
      error = words_of(errno);
      continue;
    }
    int code = ::connect(made, x->ai_addr, x->ai_addrlen) == 0 ? 0 : errno;
    auto until = with_.time.now() + connect_max;
    while (code == EINPROGRESS && go_on()) {
      pollfd ready{made, POLLOUT, 0};
      socklen_t size = sizeof code;
      if (::poll(&ready, 1, poll_ms) > 0)
        ::getsockopt(made, SOL_SOCKET, SO_ERROR, &code, &size);
      else if (with_.time.now() > until)
        code = ETIMEDOUT;
    }
    if (code == 0) {
      keep_alive(made);
      return made;
    }
    ::close(made);
    error = words_of(code);
  }
  return -1;
}

std::string socket_bridge::read(int socket) {
  std::array<char, 64 << 10> piece;
  while (go_on()) {
    pollfd ready{socket, POLLIN, 0};
    if (::poll(&ready, 1, poll_ms) <= 0)
      continue;
    auto got = ::recv(socket, piece.data(), piece.size(), 0);
    if (got == 0)
      return "the sender closed the connection";
    if (got < 0 && errno != EINTR && errno != EAGAIN)
      return "the connection broke: " + words_of(errno);
    if (got > 0)
      lines_.feed({piece.data(), static_cast<std::size_t>(got)},
                  [this](std::string_view line) { take(line); });
  }
  return {};
}

void socket_bridge::take(std::string_view line) {
  waits_.worked();
  if (line.find_first_not_of(" \t\r") == std::string_view::npos
      || with_.out.full())
    return;
  value_.clear();
  records_out::append_json_string(value_, line);
  with_.out.send(value_, {});
}

void socket_bridge::run() {
  auto address = fmt::format("{}:{}", from_.host, from_.port);
  bool before = false;
  while (!ended()) {
    std::string why;
    lines_.drop_rest();
    if (int socket = connect(why); socket >= 0) {
      struct closer {
        int socket;
        ~closer() {
          ::close(socket);
        }
      } closes{socket};
      with_.say("connected to " + address);
      before = true;
      why = read(socket);
    }
    auto rest = lines_.rest().size();
    cut_off_ += rest > 0;
    if (ended())
      return;
    ++reconnects_;
    auto time = waits_.next(trouble::network);
    with_.say(fmt::format(
        "{}: {}{}; again in {} s{}", address, why,
        rest > 0
            ? fmt::format(", {} bytes of an unfinished text are dropped", rest)
            : "",
        static_cast<double>(time.count()) / 1000,
        before ? ", and what is sent until then is lost" : ""));
    with_.time.wait(time, [this] { return go_on(); });
  }
}

} // namespace murmuration::tweets
