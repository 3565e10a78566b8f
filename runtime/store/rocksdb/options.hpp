/// How our ledger uses RocksDB: small, quiet, and quick to open.
#pragma once

#include <rocksdb/options.h>

namespace murmuration {

rocksdb::Options ledger_options();

} // namespace murmuration
