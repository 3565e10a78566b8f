/// The live source: brings the rules in order, follows the stream, reconnects.
/// All decisions and no I/O of its own. One thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/tweets/back_off.hpp"
#include "tools/tweets/clock.hpp"
#include "tools/tweets/http_client.hpp"
#include "tools/tweets/line_splitter.hpp"
#include "tools/tweets/outlet.hpp"
#include "tools/tweets/recent_ids.hpp"
#include "tools/tweets/rules.hpp"
#include "tools/tweets/stream_line.hpp"

namespace murmuration::tweets {

/// What was not written, and why.
struct stream_losses {
  std::uint64_t repeats = 0;    ///< sent before, by id
  std::uint64_t broken = 0;     ///< lines that are no JSON object
  std::uint64_t cut_off = 0;    ///< objects cut by the end of a connection
  std::uint64_t too_long = 0;   ///< longer than `line_bytes_max`
  std::uint64_t reconnects = 0; ///< what X sent meanwhile was not seen
};

class session {
public:
  /// The engine's default for `source.record-bytes-max`.
  static constexpr std::size_t line_bytes_max = 16u << 20;
  /// X sends a blank line every 20 s at least; 5 s are for the way.
  static constexpr std::chrono::seconds silence_max{25};
  /// How long X may take to close after a disconnect message.
  static constexpr std::chrono::seconds goodbye_max{2};
  /// A connection that delivered for so long makes the next trouble the first.
  /// Shorter ones do not: X allows 50 connections in 15 minutes.
  static constexpr std::chrono::seconds proven_after{20};

  struct parts {
    http_client& api;
    tweets::clock& time;
    outlet& out;
    const std::atomic<bool>& stop;
    /// One line for people; never holds the token.
    std::function<void(const std::string&)> say;
  };

  /// `rules` empty: those that are there are used as they are.
  session(parts with, std::vector<std::string> rules);

  /// Until `stop` or the outlet is full. Throws std::runtime_error when going
  /// on is of no use: what X said, and what to do.
  void run();

  const stream_losses& losses() const {
    return losses_;
  }

private:
  /// How one connection ended.
  struct ending {
    std::string words;
    trouble why = trouble::network;
    std::optional<milliseconds> until_reset{};
  };

  bool ended() const;
  /// False when it ended meanwhile.
  bool wait(const ending& after);
  std::optional<http_answer> ask(const std::string& path,
                                 const std::optional<std::string>& body);
  bool read_all_rules(std::vector<rule>& into);
  bool sync_rules();
  bool post(const std::string& body, const std::string& what);

  ending follow();
  void take(std::string_view piece);
  void take_line(std::string_view line);
  void take_rest(bool in_order);
  ending judge(const http_answer& answer) const;

  parts with_;
  std::vector<std::string> rules_;
  stream_losses losses_;
  back_off waits_;
  recent_ids seen_;
  line_splitter lines_{line_bytes_max};
  stream_line_reader reader_;
  // Of the connection:
  clock::time_point last_byte_;
  std::optional<ending> said_goodbye_;
  clock::time_point goodbye_at_;
};

} // namespace murmuration::tweets
