#include "runtime/store/rocksdb/opening.hpp"

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "runtime/store/rocksdb/options.hpp"

namespace murmuration {

namespace {

using rocksdb::Status;

// While one reads, the engine that holds the ledger may drop a file.
constexpr int read_only_tries_max = 5;

/// RocksDB has no code of its own for this. Its lock is fcntl's, refused with
/// EAGAIN; the second message is for an open by the same process.
bool is_held(const Status& status) {
  auto text = status.ToString();
  return text.find("lock hold by current process") != std::string::npos
         || (text.find("While lock file") != std::string::npos
             && text.find(std::generic_category().message(EAGAIN))
                    != std::string::npos);
}

std::string reason(const Status& status) {
  if (is_held(status))
    return "is in use by another process";
  // A file that RocksDB wrote and does not find is as bad as a broken one.
  if (status.IsCorruption() || status.IsPathNotFound())
    return fmt::format("is damaged ({}): restore a copy, or move it away to "
                       "count from the beginning",
                       status.ToString());
  if (status.IsNoSpace())
    return "cannot be opened: the disk is full";
  return fmt::format("cannot be opened: {}", status.ToString());
}

[[noreturn]] void fail(const std::filesystem::path& directory,
                       const std::string& why) {
  throw std::runtime_error(
      fmt::format("ledger {} {}", directory.string(), why));
}

} // namespace

std::unique_ptr<rocksdb::DB>
open_database(const std::filesystem::path& directory, bool read_only) {
  std::error_code error;
  if (!read_only)
    std::filesystem::create_directories(directory, error);
  if (error)
    fail(directory, "cannot be created: " + error.message());
  if (read_only && !std::filesystem::exists(directory / "CURRENT", error))
    fail(directory, "does not exist");
  rocksdb::DB* db = nullptr;
  Status status;
  if (read_only) {
    for (int i = 0; i < read_only_tries_max && (i == 0 || !status.ok()); ++i)
      status = rocksdb::DB::OpenForReadOnly(ledger_options(),
                                            directory.string(), &db);
  } else {
    status = rocksdb::DB::Open(ledger_options(), directory.string(), &db);
  }
  if (!status.ok())
    fail(directory, reason(status));
  return std::unique_ptr<rocksdb::DB>{db};
}

} // namespace murmuration
