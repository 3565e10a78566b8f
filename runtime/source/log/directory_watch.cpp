#include "runtime/source/log/directory_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace murmuration::log_files {

namespace {

constexpr std::uint32_t interests = IN_MODIFY | IN_CREATE | IN_MOVED_TO
                                    | IN_DELETE | IN_MOVED_FROM | IN_ONLYDIR;

/// One read takes some 500 events; the kernel keeps the others.
constexpr std::size_t buffer_bytes = 16u << 10;

std::string reason(const char* what) {
  return std::string{what} + ": " + std::generic_category().message(errno)
         + "; log files are looked at twice a second only";
}

} // namespace

directory_watch::directory_watch()
  : events_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
  , stop_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (events_ < 0)
    error_ = reason("inotify_init1");
  if (stop_ < 0)
    throw std::system_error{errno, std::generic_category(), "eventfd"};
}

directory_watch::~directory_watch() {
  if (events_ >= 0)
    ::close(events_);
  ::close(stop_);
}

bool directory_watch::add(const std::filesystem::path& directory,
                          const std::string& tag) {
  if (events_ < 0)
    return false;
  auto id = ::inotify_add_watch(events_, directory.c_str(), interests);
  if (id >= 0)
    return tags_.insert_or_assign(id, tag).second;
  if (errno == ENOSPC || errno == ENOMEM)
    error_ = reason("inotify_add_watch");
  return false;
}

directory_watch::news directory_watch::wait(std::chrono::milliseconds limit) {
  std::array<pollfd, 2> ready{{{stop_, POLLIN, 0}, {events_, POLLIN, 0}}};
  ::poll(ready.data(), ready.size(), static_cast<int>(limit.count()));
  news result;
  if ((ready[1].revents & POLLIN) != 0)
    take_events(result);
  return result;
}

void directory_watch::take_events(news& result) {
  alignas(inotify_event) std::array<char, buffer_bytes> buffer{};
  auto size = ::read(events_, buffer.data(), buffer.size());
  for (ssize_t at = 0; at < size;) {
    inotify_event x{};
    std::memcpy(&x, buffer.data() + at, sizeof x);
    const char* name = buffer.data() + at + sizeof x;
    at += static_cast<ssize_t>(sizeof x + x.len);
    if ((x.mask & IN_IGNORED) != 0)
      tags_.erase(x.wd);
    if ((x.mask & IN_MODIFY) == 0)
      result.scan = true;
    auto tag = tags_.find(x.wd);
    if (tag == tags_.end() || x.len == 0)
      continue;
    auto is_same = [&](const event& y) {
      return y.file == name && y.tag == tag->second;
    };
    // Writers take turns, so a repeat is found near the end.
    if (std::none_of(result.events.rbegin(), result.events.rend(), is_same))
      result.events.push_back({tag->second, name});
  }
}

bool directory_watch::pause(std::chrono::milliseconds time) {
  pollfd ready{stop_, POLLIN, 0};
  return ::poll(&ready, 1, static_cast<int>(time.count())) > 0;
}

void directory_watch::stop() {
  std::uint64_t one = 1;
  // An eventfd that is full is as good as one that was written to.
  if (::write(stop_, &one, sizeof one) < 0)
    return;
}

} // namespace murmuration::log_files
