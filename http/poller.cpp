#include "http/poller.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace murmuration::http {

poller::poller()
  : epoll_{epoll_create1(EPOLL_CLOEXEC)}
  , event_{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)} {
  if (epoll_ >= 0 && event_ >= 0 && watch(event_, wake_id, EPOLLIN))
    return;
  auto error = errno;
  if (epoll_ >= 0)
    close(epoll_);
  if (event_ >= 0)
    close(event_);
  throw std::system_error{error, std::generic_category(),
                          "cannot wait for connections"};
}

poller::~poller() {
  close(event_);
  close(epoll_);
}

bool poller::watch(int fd, std::uint64_t id, std::uint32_t events) {
  epoll_event wanted{};
  wanted.events = events;
  wanted.data.u64 = id;
  return epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &wanted) == 0;
}

void poller::change(int fd, std::uint64_t id, std::uint32_t events) {
  epoll_event wanted{};
  wanted.events = events;
  wanted.data.u64 = id;
  epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &wanted);
}

void poller::forget(int fd) {
  epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
}

std::span<const epoll_event>
poller::wait(std::optional<std::chrono::milliseconds> at_most) {
  auto timeout = at_most ? static_cast<int>(at_most->count()) : -1;
  auto count = epoll_wait(epoll_, events_.data(),
                          static_cast<int>(events_.size()), timeout);
  if (count <= 0)
    return {};
  auto end = events_.begin() + count;
  auto woken = std::find_if(events_.begin(), end, [](const epoll_event& x) {
    return x.data.u64 == wake_id;
  });
  if (woken != end) {
    std::uint64_t wakes = 0;
    // The eventfd does not block, and its count means nothing.
    [[maybe_unused]] auto got = read(event_, &wakes, sizeof wakes);
    *woken = *--end;
  }
  return {events_.begin(), end};
}

void poller::wake() const {
  std::uint64_t one = 1;
  // It fails only when the count is full: the loop is awake then.
  [[maybe_unused]] auto sent = write(event_, &one, sizeof one);
}

} // namespace murmuration::http
