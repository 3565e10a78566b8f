#include "http/engine.hpp"

#include <httplib.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "http/json/documents.hpp"
#include "http/limits.hpp"
#include "http/request_head.hpp"

namespace murmuration::http {

namespace {

/// A request that is in memory already and an answer that stays there.
class exchange final : public httplib::Stream {
public:
  exchange(std::string_view in, std::string& out)
    : in_{in}
    , out_{out} {}

  bool is_readable() const override {
    return !in_.empty();
  }
  bool is_writable() const override {
    return true;
  }
  ssize_t read(char* to, std::size_t size) override {
    auto count = std::min(size, in_.size());
    std::memcpy(to, in_.data(), count);
    in_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, std::size_t size) override {
    out_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override {
    return INVALID_SOCKET;
  }

private:
  std::string_view in_;
  std::string& out_;
};

request to_request(const httplib::Request& from, std::string_view body) {
  request made;
  made.method = from.method;
  made.path = from.path;
  made.query.assign(from.params.begin(), from.params.end());
  made.host = from.get_header_value("Host");
  made.origin = from.get_header_value("Origin");
  made.if_none_match = from.get_header_value("If-None-Match");
  made.content_type = from.get_header_value("Content-Type");
  made.accept_encoding = from.get_header_value(hidden_accept_encoding);
  made.body = body;
  return made;
}

void fill(const reply& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) {
    if (name != "Vary")
      to.headers.erase(name);
    to.set_header(name, value);
  }
  if (!from.body.etag.empty())
    to.set_header("ETag", from.body.etag);
  if (from.stream) {
    // A head without a length: what follows ends with the connection.
    to.set_content_provider(
        std::string{from.type},
        [](std::size_t, httplib::DataSink&) { return false; });
  } else if (from.body.bytes) {
    to.set_content(*from.body.bytes, std::string{from.type});
  }
}

/// An answer without a body says nothing about its length.
void drop_length(std::string& bytes) {
  constexpr std::string_view line = "Content-Length: 0\r\n";
  auto at = bytes.find(line);
  if (at != std::string::npos)
    bytes.erase(at, line.size());
}

} // namespace

class engine::parser final : public httplib::Server {
public:
  explicit parser(const router& routes)
    : routes_{routes} {
    httplib::Headers headers;
    for (const auto& [name, value] : routes.common_headers())
      headers.emplace(name, value);
    set_default_headers(std::move(headers));
    set_keep_alive_max_count(requests_max);
    set_keep_alive_timeout(idle_time_max.count());
    set_pre_routing_handler(
        [this](const httplib::Request& asked, httplib::Response& to) {
          made_ = routes_.answer(to_request(asked, body_), here_);
          if (made_.deferred) {
            // Nothing of this answer will be sent.
            to.status = 204;
          } else {
            fill(made_, to);
          }
          return HandlerResponse::Handled;
        });
    // What the parser itself refuses.
    set_error_handler(httplib::Server::HandlerWithResponse{
        [](const httplib::Request&, httplib::Response& to) {
          if (to.body.empty())
            to.set_content(problem_json(to.status, "The request is not HTTP "
                                                   "as this server reads it."),
                           std::string{problem_type});
          return HandlerResponse::Handled;
        }});
    set_exception_handler([](const httplib::Request&, httplib::Response& to,
                             std::exception_ptr) {
      to.status = 500;
      to.set_content(problem_json(500, "The request could not be answered."),
                     std::string{problem_type});
    });
  }

  answer serve(const std::string& clean, std::string_view body, lane here,
               bool keep) {
    here_ = here;
    body_ = body;
    made_ = {};
    made_.status = 400;
    answer result;
    exchange stream{clean, result.bytes};
    bool closed = false;
    process_request(stream, !keep, closed, nullptr);
    result.status = made_.status;
    result.deferred = made_.deferred;
    result.stream = made_.stream;
    result.close = closed || !keep || result.bytes.empty();
    if (result.status == 204 || result.status == 304)
      drop_length(result.bytes);
    return result;
  }

private:
  const router& routes_;
  lane here_ = lane::light;
  std::string_view body_; // httplib would look for it in the stream
  reply made_;
};

engine::engine(const router& routes)
  : parser_{std::make_unique<parser>(routes)} {}

engine::~engine() = default;

answer engine::make(const std::string& clean, std::string_view body, lane here,
                    bool keep) {
  return parser_->serve(clean, body, here, keep);
}

answer engine::refuse(int status) {
  static constexpr std::string_view detail =
      "The request is larger, slower or of another kind than this server "
      "accepts.";
  auto body = problem_json(status, detail);
  answer made;
  made.status = status;
  made.close = true;
  made.bytes = fmt::format("HTTP/1.1 {} {}\r\n"
                           "Connection: close\r\n"
                           "Content-Type: {}\r\n"
                           "Content-Length: {}\r\n\r\n{}",
                           status, reason_phrase(status), problem_type,
                           body.size(), body);
  return made;
}

} // namespace murmuration::http
