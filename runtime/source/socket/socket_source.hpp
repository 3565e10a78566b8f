/// Source of newline-separated texts over TCP: the other side listens, the
/// engine connects, and connects again whenever the connection is gone. At most
/// once: what was received and not made durable cannot be read again.
///
///   auto source = make_socket_source({.address = "127.0.0.1:9009"});
///   source->start({...});
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/source/record_source.hpp"

namespace murmuration {

/// The one partition; its offsets count the records since the job began.
topic_partition socket_partition();

struct socket_options {
  std::string address; ///< host:port or [v6]:port
  std::uint64_t record_bytes_max = 16u << 20;
  /// Received and not handed over; while it is full the socket is not read, and
  /// TCP holds up the sender. Twice this and three of the longest records are
  /// the most that is held.
  std::size_t buffer_bytes_max = 1u << 20;
  /// Between two attempts to connect; doubled from the first to the last.
  std::chrono::milliseconds retry_first{100};
  std::chrono::milliseconds retry_last{5000};
  /// What was lost, for people; from any of the source's or reader's threads.
  std::function<void(std::string_view)> log = [](std::string_view) {
  };
};

std::unique_ptr<record_source> make_socket_source(socket_options options);

} // namespace murmuration
