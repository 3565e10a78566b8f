/// From the head of a request to what a route is asked: cpp-httplib parses.
/// Who polls sends the same bytes again and again, so what the latest heads
/// meant is remembered. One thread at a time; each thread has its own.
///   if (auto* head = parser.parse(scan.clean, body)) use(head->asked);
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/message.hpp"

namespace murmuration::http {

struct parsed_head {
  request asked;
  bool close = false; ///< the client wants no further answer
};

class request_parser {
public:
  request_parser();
  ~request_parser();

  /// `clean` is a complete head from `scan_head`, `body` what followed it.
  /// Null: it is not HTTP. Valid until the next call.
  const parsed_head* parse(const std::string& clean, std::string_view body);

private:
  class library;

  std::unique_ptr<library> library_;
  std::unordered_map<std::string, parsed_head> known_; ///< half a MB at most
  parsed_head unknown_; ///< the latest that is not worth remembering
};

} // namespace murmuration::http
