#include "http/request_parser.hpp"

#include <httplib.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace murmuration::http {

namespace {

/// What programs and browsers poll with is shorter, and of fewer kinds.
constexpr std::size_t known_bytes_max = 4096;
constexpr std::size_t known_max = 64;

/// A request that is in memory already. What is written goes nowhere.
class exchange final : public httplib::Stream {
public:
  explicit exchange(std::string_view in)
    : in_{in} {}

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
  ssize_t write(const char*, std::size_t size) override {
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override {
    return INVALID_SOCKET;
  }

private:
  std::string_view in_;
};

request to_request(const httplib::Request& from) {
  request made;
  made.method = from.method;
  made.path = from.path;
  made.query.assign(from.params.begin(), from.params.end());
  made.host = from.get_header_value("Host");
  made.origin = from.get_header_value("Origin");
  made.if_none_match = from.get_header_value("If-None-Match");
  made.content_type = from.get_header_value("Content-Type");
  made.accept_encoding = from.get_header_value("Accept-Encoding");
  return made;
}

} // namespace

/// The library reads, and believes that it answers, too.
class request_parser::library final : public httplib::Server {
public:
  library() {
    set_pre_routing_handler(
        [this](const httplib::Request& asked, httplib::Response& to) {
          asked_ = to_request(asked);
          to.status = 204;
          return HandlerResponse::Handled;
        });
  }

  std::optional<parsed_head> parse(const std::string& clean) {
    asked_.reset();
    exchange stream{clean};
    bool close = false;
    process_request(stream, false, close, nullptr);
    if (!asked_)
      return std::nullopt;
    return parsed_head{*std::exchange(asked_, {}), close};
  }

private:
  std::optional<request> asked_;
};

request_parser::request_parser()
  : library_{std::make_unique<library>()} {}

request_parser::~request_parser() = default;

const parsed_head* request_parser::parse(const std::string& clean,
                                         std::string_view body) {
  auto found = known_.find(clean);
  auto* head = found == known_.end() ? nullptr : &found->second;
  if (!head) {
    auto made = library_->parse(clean);
    if (!made)
      return nullptr;
    unknown_ = std::move(*made);
    head = &unknown_;
    if (clean.size() <= known_bytes_max) {
      if (known_.size() == known_max)
        known_.clear();
      head = &known_.emplace(clean, std::move(unknown_)).first->second;
    }
  }
  head->asked.body = body;
  return head;
}

} // namespace murmuration::http
