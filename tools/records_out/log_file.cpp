#include "tools/records_out/log_file.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace murmuration::records_out {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path,
                       const std::string& what, int error) {
  throw std::runtime_error(path.string() + ": " + what + ": "
                           + std::generic_category().message(error));
}

/// Writes all of it, or as much as goes; `error` says why it ended.
std::size_t write_all(int file, const char* bytes, std::size_t size,
                      int& error) {
  std::size_t written = 0;
  error = 0;
  while (written < size) {
    auto n = ::write(file, bytes + written, size - written);
    if (n > 0) {
      written += static_cast<std::size_t>(n);
    } else if (n == 0 || errno != EINTR) {
      error = n == 0 ? EIO : errno;
      break;
    }
  }
  return written;
}

} // namespace

log_file::log_file(std::filesystem::path path)
  : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file_ < 0)
    fail(path_, "cannot be opened", errno);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    auto error = errno;
    ::close(file_);
    if (error == EWOULDBLOCK)
      throw std::runtime_error(
          path_.string()
          + ": another program is writing to this file; stop it, or choose "
            "another --topic or --log-dir");
    fail(path_, "cannot be locked", error);
  }
  try {
    end_torn_line();
  } catch (...) {
    ::close(file_);
    throw;
  }
}

log_file::log_file(log_file&& other) noexcept
  : path_(std::move(other.path_))
  , file_(std::exchange(other.file_, -1))
  , buffer_(std::move(other.buffer_))
  , pending_(std::move(other.pending_)) {}

log_file::~log_file() {
  if (file_ >= 0)
    ::close(file_);
}

void log_file::end_torn_line() {
  struct stat about {};
  if (::fstat(file_, &about) != 0)
    fail(path_, "cannot be read", errno);
  if (about.st_size == 0)
    return;
  char last = 0;
  if (::pread(file_, &last, 1, about.st_size - 1) != 1)
    fail(path_, "cannot be read", errno);
  if (last == '\n')
    return;
  int error;
  if (write_all(file_, "\n", 1, error) != 1)
    fail(path_, "cannot be written", error);
}

void log_file::append(const outgoing& record, truth& counts) {
  buffer_ += record.value;
  buffer_ += '\n';
  pending_.push_back({buffer_.size(), record.adds});
  if (buffer_.size() >= buffer_bytes)
    flush(counts);
}

std::size_t log_file::settle(std::size_t written, truth& counts) {
  std::size_t whole = 0;
  for (const auto& x : pending_) {
    if (x.end > written)
      break;
    counts.add(x.adds);
    whole = x.end;
  }
  pending_.clear();
  buffer_.clear();
  return written - whole;
}

void log_file::flush(truth& counts) {
  if (buffer_.empty())
    return;
  int error;
  auto written = write_all(file_, buffer_.data(), buffer_.size(), error);
  auto torn = settle(written, counts);
  if (error == 0)
    return;
  if (struct stat about{};
      torn > 0 && ::fstat(file_, &about) == 0
      && ::ftruncate(file_, about.st_size - static_cast<off_t>(torn)) != 0)
    fail(path_, "cannot be written, and its last line is cut off", error);
  fail(path_, "cannot be written", error);
}

} // namespace murmuration::records_out
