/// epoll and an eventfd to wake it. One thread waits; any thread may `wake`.
/// Throws `std::system_error` when the kernel has no room.
///   poller io; io.watch(fd, id, EPOLLIN); for (auto& e : io.wait(10ms)) …
#pragma once

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

namespace murmuration::http {

class poller {
public:
  poller();
  ~poller();
  poller(const poller&) = delete;
  poller& operator=(const poller&) = delete;

  /// False when the kernel refuses; `id` comes back with each event.
  bool watch(int fd, std::uint64_t id, std::uint32_t events);
  void change(int fd, std::uint64_t id, std::uint32_t events);
  void forget(int fd);

  /// What has happened, at most 256 things; nothing after the time given, or
  /// when woken. Valid until the next call.
  std::span<const epoll_event>
  wait(std::optional<std::chrono::milliseconds> at_most);

  void wake() const;

private:
  static constexpr std::uint64_t wake_id = ~0ull;

  int epoll_ = -1;
  int event_ = -1;
  std::array<epoll_event, 256> events_;
};

} // namespace murmuration::http
