/// One partition's file while it is written to. See log_sink.hpp.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/records_out/record.hpp"
#include "tools/records_out/truth.hpp"

namespace murmuration::records_out {

class log_file {
public:
  /// A buffer this full is written. Large enough that the system call costs
  /// nothing, small enough for the cache.
  static constexpr std::size_t buffer_bytes = 256u << 10;

  /// Opens or makes the file, locks it, ends a torn line.
  explicit log_file(std::filesystem::path path);
  ~log_file();
  log_file(log_file&& other) noexcept;
  log_file(const log_file&) = delete;
  log_file& operator=(const log_file&) = delete;

  void append(const outgoing& record, truth& counts);
  void flush(truth& counts);

private:
  struct pending {
    std::size_t end; ///< in the buffer, behind the newline
    receipt adds;
  };

  void end_torn_line();
  std::size_t settle(std::size_t written, truth& counts);

  std::filesystem::path path_;
  int file_ = -1;
  std::string buffer_;
  std::vector<pending> pending_; ///< what is in the buffer
};

} // namespace murmuration::records_out
