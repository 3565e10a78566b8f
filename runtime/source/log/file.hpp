/// A log file that is open for reading. Calls return errors as values; used by
/// one thread at a time.
///   file log;  if (auto error = log.open(path)) …  log.read(0, to, size)
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "messages/ids.hpp"

namespace murmuration::log_files {

/// `errno` of a failed call.
struct io_error {
  int number = 0;
};

class file {
public:
  file() = default;
  file(file&& other) noexcept;
  file& operator=(file&& other) noexcept;
  ~file();

  /// Only regular files: anything else is `EINVAL`.
  std::optional<io_error> open(const std::filesystem::path& path);
  void close();
  explicit operator bool() const {
    return descriptor_ >= 0;
  }

  /// Reads until `size` bytes or the end of the file; fewer bytes mean the end.
  /// -1 on an error, which is in `error`.
  std::int64_t read(std::int64_t at, char* to, std::size_t size,
                    io_error& error) const;

  /// -1 when it is not known.
  std::int64_t size() const;

  /// Whether `path` is still this very file; none when there is nothing there.
  std::optional<bool> is_at(const std::filesystem::path& path) const;

  /// record_hash of bytes [from, to) with no key, in bounded memory. None on an
  /// error, which is in `error`; a file that ends before `to` is `EIO`.
  std::optional<std::uint64_t> hash(std::int64_t from, std::int64_t to,
                                    io_error& error) const;

private:
  int descriptor_ = -1;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

} // namespace murmuration::log_files
