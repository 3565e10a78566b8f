/// A server on a free port with made-up views, and a client that speaks bytes.
/// Every wait of the client ends after two seconds.
///   running_server server; client to{server.port()}; to.send("GET …");
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "http/dashboard_state.hpp"
#include "http/service.hpp"

namespace murmuration::http {

/// Settings with port 0.
settings test_settings();

class running_server {
public:
  explicit running_server(settings chosen = test_settings(),
                          tag_lookup look_up = {});

  std::uint16_t port() const {
    return service.ports().front();
  }

  settings config;
  publication published;
  dashboard_state dashboard;
  http_service service;
};

/// What came back: empty headers when there was no answer.
struct response {
  int status = 0;
  std::string head;
  std::string body;

  /// The value of a header, empty when it is not there.
  std::string header(std::string_view name) const;
};

class client {
public:
  explicit client(std::uint16_t port);
  ~client();
  client(client&& other) noexcept;
  client& operator=(client&&) = delete;

  /// As much as the server takes without waiting for it; false when it has
  /// closed the connection.
  bool send(std::string_view bytes);

  /// One answer with the body that its head announces.
  response receive(bool head_only = false);

  /// Until `wanted` was received; what came up to there, or nothing.
  std::optional<std::string> read_until(std::string_view wanted);

  /// Whether the server closes the connection; what it sends is dropped.
  bool closed();

  /// Whether anything has come that was not read, without waiting for it.
  bool has_more() const;

private:
  bool read_more();

  int fd_ = -1;
  std::string in_;
  std::chrono::steady_clock::time_point deadline_;
};

/// GET, or what `method` says, on a connection of its own.
response ask(std::uint16_t port, const std::string& target,
             const std::string& headers = {},
             const std::string& method = "GET");

} // namespace murmuration::http
