/// What a reader of `/api/v1/stream` asked for, and how often it gets it.
/// Pure functions.  auto wish = stream_wish_of(asked); spacing_of(wish, 10);
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "http/message.hpp"

namespace murmuration::http {

/// In the order in which they are sent.
enum class stream_event : std::uint8_t {
  top,
  sentiment,
  status,
  tweets,
  points,
  window,
  trending
};

inline constexpr std::array<std::string_view, 7> stream_event_names{
    "top", "sentiment", "status", "tweets", "points", "window", "trending"};

/// All streams together get no more updates than this in a second: the
/// kernel's send is the cost, some 10 µs each.
inline constexpr std::size_t stream_updates_max = 1000;

/// The `events` and `interval` of the query; throws `bad_parameter`.
stream_wish stream_wish_of(const request& asked);

/// The least time between two updates of one of so many streams.
std::chrono::milliseconds spacing_of(const stream_wish& x, std::size_t streams);

/// The same of the stream that asks for most.
std::chrono::milliseconds least_spacing(std::size_t streams);

} // namespace murmuration::http
