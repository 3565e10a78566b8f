/// Opening the ledger's directory, with errors that say what to do.
#pragma once

#include <filesystem>
#include <memory>

#include <rocksdb/db.h>

namespace murmuration {

/// Throws std::runtime_error. A directory that another process holds can be
/// opened for reading only.
std::unique_ptr<rocksdb::DB>
open_database(const std::filesystem::path& directory, bool read_only);

} // namespace murmuration
