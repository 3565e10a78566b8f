/// What a route gets and what it gives, free of any HTTP library. Plain values.
///   reply answer(const request& asked) { return json_reply(200, body); }
#pragma once

#include <bitset>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace murmuration::http {

inline constexpr std::string_view json_type = "application/json; charset=utf-8";
inline constexpr std::string_view problem_type =
    "application/problem+json; charset=utf-8";
inline constexpr std::string_view stream_type = "text/event-stream";

/// Bytes that are ready to be sent, shared by all who ask for them.
struct document {
  std::shared_ptr<const std::string> bytes; ///< null: there is none
  std::string etag;                         ///< quoted, of the bytes
};

/// Hashes the bytes for the ETag.
document make_document(std::string bytes);

/// Where a request may run. What is `light` takes microseconds and runs on the
/// connection loop; the others must not hold it up.
enum class lane : std::uint8_t {
  light,
  render, ///< up to a second of computing
  lookup, ///< waits for the aggregator, at most 500 ms
};

struct request {
  std::string method;
  std::string path; ///< percent-decoded
  std::vector<std::pair<std::string, std::string>> query;
  std::string host;
  std::string origin;
  std::string if_none_match;
  std::string content_type;
  std::string accept_encoding;
  std::string_view body; ///< valid while the request is answered

  /// The first value of that name, null when it was not given.
  const std::string* parameter(std::string_view name) const;
};

/// What a stream of events is to carry; see stream_wish.hpp.
struct stream_wish {
  std::bitset<7> events; ///< by `stream_event`
  std::chrono::milliseconds interval{5};
};

struct reply {
  int status = 200;
  std::string_view type = json_type;
  document body;
  /// Further headers; names and values never come from the request. They
  /// replace what every answer carries under that name, except for `Vary`.
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<stream_wish> stream; ///< events follow the head
  std::optional<lane> deferred;      ///< ask again there; nothing else is set
};

reply json_reply(std::string bytes);

/// RFC 9457. `detail` tells what to do about it and repeats nothing that came
/// from outside.
reply problem(int status, std::string_view detail);

} // namespace murmuration::http
