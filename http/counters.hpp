/// What the server counts of itself. Written by the connection loop, read by
/// `/metrics`; atomics, any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace murmuration::http {

struct counters {
  using counter = std::atomic<std::uint64_t>;

  std::array<counter, 6> answers_by_class{}; ///< by the status' first digit
  counter accepted{0};
  counter evicted{0}; ///< closed to make room for a newer connection
  counter timed_out{0};
  counter refused{0};     ///< heads that were not even parsed
  counter connections{0}; ///< open now
  counter streams{0};     ///< of them, streams of events

  void answered(int status) {
    auto digit = static_cast<std::size_t>(status / 100);
    ++answers_by_class[digit < answers_by_class.size() ? digit : 5];
  }
};

} // namespace murmuration::http
