/// The bounds of the server that nobody needs to set. Those of a request's
/// size are in request_head.hpp.
#pragma once

#include <chrono>
#include <cstddef>

namespace murmuration::http {

/// From the connection, or a request's first byte, to its last.
inline constexpr std::chrono::milliseconds request_time_max{5000};
/// For a client to take an answer; the largest is about 1 MB.
inline constexpr std::chrono::milliseconds answer_time_max{10'000};
/// Between two requests.
inline constexpr std::chrono::seconds idle_time_max{30};
/// For a refused client to read why, before the socket is closed.
inline constexpr std::chrono::milliseconds linger_time_max{1000};
/// What is running at shutdown may finish.
inline constexpr std::chrono::milliseconds stop_time_max{500};
/// Requests a connection: long-lived ones are re-balanced now and then.
inline constexpr std::size_t requests_max = 100'000;
/// Requests that wait for a thread, per lane; more are answered 503.
inline constexpr std::size_t waiting_max = 64;
/// The connections that the kernel keeps until they are accepted.
inline constexpr int backlog = 1024;

/// Streams; how often they are fed stands in stream_wish.hpp.
inline constexpr std::chrono::seconds heartbeat_interval{15};
/// A reader that has taken nothing for so long is gone.
inline constexpr std::chrono::seconds stream_stall_max{20};

} // namespace murmuration::http
