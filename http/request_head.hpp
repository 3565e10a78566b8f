/// The guard in front of the HTTP parser: finds where a request ends, and
/// refuses what the parser must not see (cpp-httplib 0.11 inflates bodies,
/// multiplies ranges and buffers heads without end). Pure function.
///   auto found = scan_head(bytes); if (found.status) refuse(found.status);
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace murmuration::http {

inline constexpr std::size_t head_bytes_max = 16 * 1024;
inline constexpr std::size_t head_lines_max = 100;
inline constexpr std::size_t target_bytes_max = 2048;
inline constexpr std::size_t body_bytes_max = 64 * 1024;

struct head_scan {
  /// 0, or the status with which to refuse the request and to close.
  int status = 0;
  /// Of head and body together; 0 while the head is not complete.
  std::size_t bytes = 0;
  /// Of the head alone: where the body begins.
  std::size_t head_bytes = 0;
  /// The request without body and without the headers that choose another
  /// form of the answer: `Range`, `Expect`, `Upgrade`.
  std::string clean;
};

head_scan scan_head(std::string_view received);

} // namespace murmuration::http
