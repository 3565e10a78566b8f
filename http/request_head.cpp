#include "http/request_head.hpp"
#include "http/trim.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace murmuration::http {

namespace {

bool same_name(std::string_view name, std::string_view lower) {
  return std::equal(name.begin(), name.end(), lower.begin(), lower.end(),
                    [](char a, char b) {
                      return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
                    });
}

/// A control character inside a line is a sign of smuggling.
bool clean_text(std::string_view line) {
  return std::none_of(line.begin(), line.end(), [](unsigned char c) {
    return (c < 0x20 && c != '\t') || c == 0x7f;
  });
}

int check_request_line(std::string_view line) {
  auto first = line.find(' ');
  auto second = first == line.npos ? line.npos : line.find(' ', first + 1);
  if (second == line.npos || !clean_text(line))
    return 400;
  return second - first - 1 > target_bytes_max ? 414 : 0;
}

/// Header lines, one after the other.
class header_check {
public:
  /// A status to refuse with, or 0; `kept` tells whether the parser sees it.
  int line(std::string_view text, bool& kept) {
    kept = true;
    auto colon = text.find(':');
    if (colon == text.npos || colon == 0 || !clean_text(text)
        || text.substr(0, colon).find_first_of(" \t") != text.npos)
      return 400;
    auto name = text.substr(0, colon);
    auto value = trim(text.substr(colon + 1));
    if (same_name(name, "content-length"))
      return length(value);
    if (same_name(name, "host"))
      return ++hosts_ > 1 ? 400 : 0;
    if (same_name(name, "transfer-encoding"))
      return 501;
    if (same_name(name, "content-encoding"))
      return 415;
    static constexpr std::array<std::string_view, 5> hidden{
        "range", "if-range", "expect", "upgrade", "te"};
    kept = std::none_of(hidden.begin(), hidden.end(),
                        [&](auto x) { return same_name(name, x); });
    return 0;
  }

  std::size_t body_bytes() const {
    return length_.value_or(0);
  }

  bool has_host() const {
    return hosts_ == 1;
  }

private:
  int length(std::string_view value) {
    if (length_)
      return 400;
    std::size_t parsed = 0;
    auto end = value.data() + value.size();
    auto [stop, error] = std::from_chars(value.data(), end, parsed);
    if (error == std::errc::result_out_of_range)
      return 413;
    if (error != std::errc{} || stop != end)
      return 400;
    length_ = parsed;
    return parsed > body_bytes_max ? 413 : 0;
  }

  std::optional<std::size_t> length_;
  int hosts_ = 0;
};

head_scan refuse(int status) {
  head_scan result;
  result.status = status;
  return result;
}

} // namespace

head_scan scan_head(std::string_view received) {
  auto looked_at = received.substr(0, head_bytes_max);
  auto end = looked_at.find("\r\n\r\n");
  if (end == looked_at.npos)
    return received.size() >= head_bytes_max ? refuse(431) : head_scan{};
  // Each line of `head` ends with CRLF; the blank line is not in it.
  auto head = received.substr(0, end + 2);
  auto line_end = head.find("\r\n");
  auto request_line = head.substr(0, line_end);
  if (auto status = check_request_line(request_line))
    return refuse(status);
  head_scan result;
  result.clean.reserve(end + 4);
  result.clean.append(request_line).append("\r\n");
  header_check headers;
  std::size_t lines = 0;
  for (auto at = line_end + 2; at < head.size();) {
    line_end = head.find("\r\n", at);
    auto line = head.substr(at, line_end - at);
    at = line_end + 2;
    if (++lines > head_lines_max)
      return refuse(431);
    bool kept = true;
    if (auto status = headers.line(line, kept))
      return refuse(status);
    if (kept)
      result.clean.append(line).append("\r\n");
  }
  if (!headers.has_host() && request_line.ends_with("HTTP/1.1"))
    return refuse(400);
  result.clean.append("\r\n");
  result.head_bytes = end + 4;
  result.bytes = result.head_bytes + headers.body_bytes();
  return result;
}

} // namespace murmuration::http
