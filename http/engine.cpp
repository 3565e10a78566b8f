#include "http/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "http/json/documents.hpp"
#include "http/limits.hpp"

namespace murmuration::http {

namespace {

/// More than the head of any answer has.
constexpr std::size_t head_bytes = 1024;

void add_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

/// Both are what is sent: all that `Vary` names counts.
bool replaces(const reply& from, const std::string& name) {
  return name != "Vary"
         && std::any_of(from.headers.begin(), from.headers.end(),
                        [&](const auto& x) { return x.first == name; });
}

} // namespace

engine::engine(const router& routes)
  : routes_{routes} {}

answer engine::make(const std::string& clean, std::string_view body, lane here,
                    bool keep) {
  const auto* head = parser_.parse(clean, body);
  if (!head)
    return written(
        problem(400, "The request is not HTTP as this server reads it."), true,
        !keep);
  auto made = routes_.answer(head->asked, here);
  if (made.deferred) {
    answer result;
    result.deferred = made.deferred;
    return result;
  }
  return written(made, head->asked.method != "HEAD", !keep || head->close);
}

answer engine::refuse(int status) const {
  static constexpr std::string_view detail =
      "The request is larger, slower or of another kind than this server "
      "accepts.";
  return written(problem(status, detail), true, true);
}

answer engine::written(const reply& from, bool with_body, bool close) const {
  static const std::string keep_alive =
      fmt::format("timeout={}, max={}", idle_time_max.count(), requests_max);
  answer made;
  made.status = from.status;
  made.close = close;
  made.stream = from.stream;
  const auto* body = from.body.bytes.get();
  auto& out = made.bytes;
  out.reserve(head_bytes + (body && with_body ? body->size() : 0));
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", from.status,
                 reason_phrase(from.status));
  for (const auto& [name, value] : routes_.common_headers())
    if (!replaces(from, name))
      add_line(out, name, value);
  for (const auto& [name, value] : from.headers)
    add_line(out, name, value);
  if (!from.body.etag.empty())
    add_line(out, "ETag", from.body.etag);
  if (close)
    add_line(out, "Connection", "close");
  else
    add_line(out, "Keep-Alive", keep_alive);
  // Without a length, what follows ends with the connection.
  if (from.stream || body)
    add_line(out, "Content-Type", from.type);
  if (!from.stream && from.status != 204 && from.status != 304)
    add_line(out, "Content-Length",
             fmt::format_int{body ? body->size() : 0}.c_str());
  out.append("\r\n");
  if (body && with_body)
    out.append(*body);
  return made;
}

} // namespace murmuration::http
