#include "tools/inspect/line_reader.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace murmuration::inspect {

namespace {

constexpr std::size_t padding = 64;
constexpr std::size_t read_size = 256 << 10;

} // namespace

line_reader::line_reader(int fd, std::size_t bytes_max)
  : fd_(fd)
  , bytes_max_(bytes_max)
  , buffer_(read_size + padding) {}

std::string_view line_reader::unread() const {
  return {buffer_.data() + begin_, end_ - begin_};
}

bool line_reader::has_buffered() const {
  return unread().find('\n') != std::string_view::npos;
}

line_reader::line line_reader::finish(std::size_t size, std::size_t taken) {
  line result{unread().substr(0, size), dropping_ || size > bytes_max_};
  if (result.too_large)
    result.bytes = {};
  dropping_ = false;
  begin_ += taken;
  return result;
}

bool line_reader::next(line& out) {
  for (std::size_t searched = 0;;) {
    auto rest = unread();
    auto newline = rest.find('\n', searched);
    if (newline != std::string_view::npos) {
      out = finish(newline, newline + 1);
      return true;
    }
    if (ended_) {
      if (rest.empty() && !dropping_)
        return false;
      out = finish(rest.size(), rest.size());
      return true;
    }
    if (rest.size() > bytes_max_) {
      dropping_ = true;
      begin_ = end_ = 0;
    }
    searched = unread().size();
    read_more();
  }
}

void line_reader::read_more() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (end_ + padding == buffer_.size())
    buffer_.resize(end_ * 2 + padding);
  for (;;) {
    auto got =
        ::read(fd_, buffer_.data() + end_, buffer_.size() - padding - end_);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      throw std::system_error(errno, std::generic_category(),
                              "cannot read the input");
    ended_ = got == 0;
    end_ += static_cast<std::size_t>(got);
    return;
  }
}

} // namespace murmuration::inspect
