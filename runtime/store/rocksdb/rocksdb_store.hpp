/// The ledger in a directory of this machine: RocksDB, every write synced to
/// the disk before it is acknowledged. One engine holds the directory; others
/// may look into it meanwhile. One thread at a time.
///
///   auto store = open_rocksdb_store("murmuration-data/ledger");
///   auto written = store->put_if_absent(key, value);
#pragma once

#include <filesystem>
#include <memory>

#include "runtime/store/ledger_store.hpp"

namespace murmuration {

/// Creates the directory when it is missing. Throws std::runtime_error, whose
/// one line says what to do, when another process uses it, when it cannot be
/// written, or when its files are damaged.
///
/// A full disk fails the writes; they succeed again when there is room.
std::unique_ptr<ledger_store>
open_rocksdb_store(const std::filesystem::path& directory);

/// The ledger as it is now, also while an engine holds it: what is written
/// later is not seen, and every write is refused. Throws as above, and when
/// there is no ledger.
std::unique_ptr<ledger_store>
open_rocksdb_store_read_only(const std::filesystem::path& directory);

} // namespace murmuration
