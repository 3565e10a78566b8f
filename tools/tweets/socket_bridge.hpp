/// From a TCP socket with a text a line (B's older transport: the sender
/// listens, we connect) to records that are JSON strings. One thread.
///
/// At most once: what is sent while there is no connection, what a broken
/// connection still held, and an unfinished last line are lost.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "tools/tweets/back_off.hpp"
#include "tools/tweets/clock.hpp"
#include "tools/tweets/line_splitter.hpp"
#include "tools/tweets/outlet.hpp"

namespace murmuration::tweets {

struct socket_address {
  std::string host;
  std::string port;
};

/// Reads `HOST:PORT`, `[::1]:PORT`. Throws std::invalid_argument.
socket_address read_address(const std::string& text);

class socket_bridge {
public:
  /// The engine's default for `source.record-bytes-max`.
  static constexpr std::size_t text_bytes_max = 16u << 20;

  struct parts {
    tweets::clock& time;
    outlet& out;
    const std::atomic<bool>& stop;
    std::function<void(const std::string&)> say;
  };

  socket_bridge(parts with, socket_address from);

  /// Until `stop` or the outlet is full. Throws what the outlet throws.
  void run();

  std::uint64_t reconnects() const {
    return reconnects_;
  }
  /// Unfinished lines at the end of a connection.
  std::uint64_t cut_off() const {
    return cut_off_;
  }
  std::uint64_t too_long() const {
    return lines_.too_long();
  }

private:
  bool ended() const;
  bool go_on();
  /// A connected socket, or -1 and why not in `error`.
  int connect(std::string& error);
  /// Why the connection ended.
  std::string read(int socket);
  void take(std::string_view line);

  parts with_;
  socket_address from_;
  back_off waits_;
  line_splitter lines_{text_bytes_max};
  std::string value_;
  std::uint64_t reconnects_ = 0;
  std::uint64_t cut_off_ = 0;
};

} // namespace murmuration::tweets
