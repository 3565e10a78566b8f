#include "runtime/source/log/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

namespace murmuration::log_files {

namespace {

constexpr std::size_t hash_block = 64u << 10;

} // namespace

file::file(file&& other) noexcept
  : descriptor_(std::exchange(other.descriptor_, -1))
  , device_(other.device_)
  , inode_(other.inode_) {}

file& file::operator=(file&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(device_, other.device_);
  std::swap(inode_, other.inode_);
  return *this;
}

file::~file() {
  close();
}

std::optional<io_error> file::open(const std::filesystem::path& path) {
  close();
  // A FIFO of that name must not block us, hence O_NONBLOCK.
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0)
    return io_error{errno};
  struct stat about {};
  io_error error;
  if (::fstat(descriptor_, &about) != 0)
    error.number = errno;
  else if (!S_ISREG(about.st_mode))
    error.number = EINVAL;
  if (error.number != 0) {
    close();
    return error;
  }
  device_ = about.st_dev;
  inode_ = about.st_ino;
  return std::nullopt;
}

void file::close() {
  if (descriptor_ >= 0)
    ::close(std::exchange(descriptor_, -1));
}

std::int64_t file::read(std::int64_t at, char* to, std::size_t size,
                        io_error& error) const {
  std::size_t got = 0;
  while (got < size) {
    auto n = ::pread(descriptor_, to + got, size - got,
                     at + static_cast<std::int64_t>(got));
    if (n == 0)
      break;
    if (n > 0) {
      got += static_cast<std::size_t>(n);
    } else if (errno != EINTR) {
      error.number = errno;
      return -1;
    }
  }
  return static_cast<std::int64_t>(got);
}

std::int64_t file::size() const {
  struct stat about {};
  return ::fstat(descriptor_, &about) == 0 ? about.st_size : -1;
}

std::optional<bool> file::is_at(const std::filesystem::path& path) const {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0)
    return std::nullopt;
  return about.st_dev == device_ && about.st_ino == inode_;
}

std::optional<std::uint64_t> file::hash(std::int64_t from, std::int64_t to,
                                        io_error& error) const {
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state{
      XXH3_createState(), XXH3_freeState};
  auto block = std::make_unique_for_overwrite<char[]>(hash_block);
  XXH3_64bits_reset(state.get());
  while (from < to) {
    auto want = std::min<std::int64_t>(to - from, hash_block);
    auto got = read(from, block.get(), static_cast<std::size_t>(want), error);
    if (got >= 0 && got < want)
      error.number = EIO;
    if (got != want)
      return std::nullopt;
    XXH3_64bits_update(state.get(), block.get(), static_cast<std::size_t>(got));
    from += got;
  }
  return XXH3_64bits_digest(state.get());
}

} // namespace murmuration::log_files
