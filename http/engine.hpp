/// One request in, the bytes of its answer out: the parser reads it, the
/// router decides. Touches no socket and waits for no client, so a slow one
/// holds up nobody. One thread at a time; each thread has its own.
///   auto made = engine.make(scan.clean, body, lane::light, true);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "http/request_parser.hpp"
#include "http/router.hpp"

namespace murmuration::http {

struct answer {
  std::string bytes;
  int status = 0;
  bool close = false;                ///< after these bytes
  std::optional<stream_wish> stream; ///< events follow
  std::optional<lane> deferred;      ///< nothing was made: ask on that lane
};

class engine {
public:
  explicit engine(const router& routes);

  /// `clean` is a complete head from `scan_head`, `body` what followed it. With
  /// `keep` false the answer says that the connection will be closed.
  answer make(const std::string& clean, std::string_view body, lane here,
              bool keep);

  /// The answer to what the guard refused; closes.
  answer refuse(int status) const;

private:
  answer written(const reply& from, bool with_body, bool close) const;

  const router& routes_;
  request_parser parser_;
};

} // namespace murmuration::http
