#include "running_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

#include "made_view.hpp"

namespace murmuration::http {

namespace {

/// Keys are lower-case ASCII, `slow` gets no answer, `tag0` was counted.
std::optional<tag_answer> made_lookup(const std::string& key,
                                      std::chrono::milliseconds) {
  if (key == "slow")
    return std::nullopt;
  if (key != "tag0")
    return tag_answer{};
  return std::make_shared<const top_tag>(top_tag{"tag0", "Tag0", 120});
}

std::string made_normaliser(const std::string& spelling) {
  std::string key;
  for (auto c : spelling)
    if (c != '#')
      key += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return key;
}

} // namespace

settings test_settings() {
  settings config;
  config.http.port = 0;
  return config;
}

running_server::running_server(settings chosen, tag_lookup look_up)
  : config{std::move(chosen)}
  , dashboard{config, published, made_ms}
  , service{config, published, made_normaliser,
            look_up ? std::move(look_up) : made_lookup} {
  dashboard.take(made_view(), made_ms);
  dashboard.take(time_view_ptr{made_time()});
  dashboard.take(lists_view_ptr{made_lists()});
  dashboard.take(engine_status_ptr{made_status()}, made_ms);
  service.start();
}

std::string response::header(std::string_view name) const {
  auto at = head.find("\r\n" + std::string{name} + ": ");
  if (at == head.npos)
    return {};
  at += name.size() + 4;
  return head.substr(at, head.find("\r\n", at) - at);
}

client::client(std::uint16_t port)
  : fd_{socket(AF_INET, SOCK_STREAM, 0)} {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
    throw std::runtime_error{"cannot connect"};
  deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds{2};
}

client::~client() {
  if (fd_ >= 0)
    close(fd_);
}

client::client(client&& other) noexcept
  : fd_{std::exchange(other.fd_, -1)}
  , in_{std::move(other.in_)}
  , deadline_{other.deadline_} {}

bool client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    auto count =
        ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0)
      return errno == EAGAIN;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool client::read_more() {
  auto left = std::chrono::ceil<std::chrono::milliseconds>(
      deadline_ - std::chrono::steady_clock::now());
  pollfd ready{fd_, POLLIN, 0};
  if (left.count() <= 0 || poll(&ready, 1, static_cast<int>(left.count())) != 1)
    return false;
  char buffer[16384];
  auto count = recv(fd_, buffer, sizeof buffer, 0);
  if (count <= 0)
    return false;
  in_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

std::optional<std::string> client::read_until(std::string_view wanted) {
  std::size_t end = 0;
  while ((end = in_.find(wanted)) == in_.npos)
    if (!read_more())
      return std::nullopt;
  end += wanted.size();
  auto read = in_.substr(0, end);
  in_.erase(0, end);
  return read;
}

response client::receive(bool head_only) {
  response got;
  deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds{2};
  auto head = read_until("\r\n\r\n");
  if (!head)
    return got;
  got.head = *head;
  got.status = std::stoi(got.head.substr(got.head.find(' ')));
  auto announced = got.header("Content-Length");
  auto size = announced.empty() || head_only ? 0 : std::stoul(announced);
  while (in_.size() < size && read_more()) {
  }
  got.body = in_.substr(0, size);
  in_.erase(0, size);
  return got;
}

bool client::closed() {
  deadline_ = std::chrono::steady_clock::now() + std::chrono::seconds{2};
  while (read_more())
    in_.clear();
  pollfd ready{fd_, POLLIN, 0};
  char byte = 0;
  return poll(&ready, 1, 0) == 1 && recv(fd_, &byte, 1, MSG_DONTWAIT) <= 0
         && errno != EAGAIN;
}

bool client::has_more() const {
  pollfd ready{fd_, POLLIN, 0};
  return !in_.empty() || poll(&ready, 1, 0) == 1;
}

response ask(std::uint16_t port, const std::string& target,
             const std::string& headers, const std::string& method) {
  client to{port};
  to.send(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers
          + "\r\n");
  return to.receive(method == "HEAD");
}

} // namespace murmuration::http
