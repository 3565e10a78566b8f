#include "runtime/letters/file/plain_file.hpp"

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace murmuration::letters {

namespace {

/// A file that was just made is found after a power cut, too.
void sync_directory(const std::filesystem::path& directory) {
  auto fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return; // may be searched, not read: nothing that we could do
  ::fsync(fd);
  ::close(fd);
}

} // namespace

plain_file::plain_file(std::filesystem::path path)
  : path_(std::filesystem::absolute(std::move(path))) {
  std::error_code no_directory;
  std::filesystem::create_directories(path_.parent_path(), no_directory);
  fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd_ < 0)
    throw std::runtime_error(failed("cannot be opened")
                             + "; check the directory and its permissions");
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    auto why = errno == EWOULDBLOCK
                   ? "dead-letters.path: " + path_.string()
                         + " is used by another engine; give each its own"
                   : failed("cannot be locked");
    ::close(fd_);
    throw std::runtime_error(why);
  }
  sync_directory(path_.parent_path());
}

plain_file::~plain_file() {
  ::close(fd_);
}

std::string plain_file::failed(const char* what) const {
  return "dead-letters.path: " + path_.string() + " " + what + ": "
         + std::generic_category().message(errno);
}

std::string plain_file::size(std::int64_t& to) const {
  struct stat found {};
  if (::fstat(fd_, &found) != 0)
    return failed("cannot be looked at");
  to = found.st_size;
  return {};
}

std::string plain_file::read(std::int64_t from, std::size_t count,
                             std::string& to) const {
  to.resize(count);
  std::size_t done = 0;
  while (done < count) {
    auto n = ::pread(fd_, to.data() + done, count - done,
                     from + static_cast<std::int64_t>(done));
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return failed("cannot be read");
    if (n == 0)
      break;
    done += static_cast<std::size_t>(n);
  }
  to.resize(done);
  return {};
}

std::string plain_file::append(std::string_view bytes) {
  while (!bytes.empty()) {
    auto n = ::write(fd_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return failed("cannot be written");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

std::string plain_file::cut(std::int64_t size) {
  return ::ftruncate(fd_, size) == 0 ? "" : failed("cannot be cut");
}

std::string plain_file::sync() {
  return ::fdatasync(fd_) == 0 ? "" : failed("cannot be synced");
}

} // namespace murmuration::letters
