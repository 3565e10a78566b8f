/// All open connections, by what they are doing and how long they have been.
/// Each phase has one order of age, so the oldest is found without searching.
/// One thread. Does not own the poller's interest; does own the sockets.
///   auto at = table.add(fd, now); table.move(at, phase::writing, now);
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

#include "http/worker_lane.hpp"

namespace murmuration::http {

using time_point = std::chrono::steady_clock::time_point;

enum class phase : std::uint8_t {
  idle,      ///< between two requests
  reading,   ///< a request is not complete
  waiting,   ///< a lane makes the answer
  writing,   ///< the client has not taken all of the answer
  streaming, ///< events, until one side ends it; youngest: updated last
  lingering, ///< answered and shut; the client may still read
};

inline constexpr std::size_t phase_count = 6;

struct connection {
  int fd = -1;
  connection_id id = 0;
  phase at = phase::reading;
  time_point since;           ///< of the phase
  std::uint32_t interest = 0; ///< what the poller was told
  std::string in;             ///< at most one request and 16 KiB of the next
  std::size_t searched = 0;   ///< bytes of `in` that do not end a head
  bool queued = false;        ///< `in` is known to hold something to look at
  std::string out;            ///< at most one answer, or one round of events
  std::size_t sent = 0;       ///< bytes of `out`
  bool close_after = false;
  std::optional<stream_wish> stream; ///< events follow `out`
  std::size_t requests = 0;
  time_point progress;                 ///< a stream's last send
  std::array<std::uint64_t, 7> seen{}; ///< a stream's last versions
};

class connection_table {
public:
  using iterator = std::list<connection>::iterator;

  connection_table() = default;
  ~connection_table();
  connection_table(const connection_table&) = delete;
  connection_table& operator=(const connection_table&) = delete;

  /// Takes the socket over; the connection is `reading`.
  iterator add(int fd, time_point now);

  /// Enters a phase, also the one it is in, as the youngest.
  void move(iterator it, phase to, time_point now);

  /// Closes the socket.
  void erase(iterator it);

  std::optional<iterator> find(connection_id id);

  std::list<connection>& in(phase x) {
    return by_phase_[static_cast<std::size_t>(x)];
  }
  const std::list<connection>& in(phase x) const {
    return by_phase_[static_cast<std::size_t>(x)];
  }

  /// Who has to go when there is no more room: who has been longest in a phase
  /// where the client is to act. None: all are at work for us.
  std::optional<iterator> oldest_idler();

  std::size_t size() const {
    return by_id_.size();
  }

private:
  std::array<std::list<connection>, phase_count> by_phase_;
  std::unordered_map<connection_id, iterator> by_id_;
  connection_id next_id_ = 0;
};

} // namespace murmuration::http
