#include "runtime/store/rocksdb/options.hpp"

#include <cstdarg>

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>

namespace murmuration {

namespace {

// Debian builds RocksDB 7.8 with assertions, and on a full disk two of its
// habits end in one that fails ("sync_without_flush_called_"), killing us:
// going on writing to its log file, and its automatic recovery, once there is
// room again. So we have neither; what matters comes back as a call's status.

class no_log : public rocksdb::Logger {
public:
  using Logger::Logv;
  void Logv(const char*, std::va_list) override {}
};

class no_recovery : public rocksdb::EventListener {
public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

} // namespace

// One delta a second of some ten kilobytes, and a snapshot now and then:
// RocksDB's defaults are made for a thousand times that.
rocksdb::Options ledger_options() {
  rocksdb::Options o;
  o.create_if_missing = true;

  // Memory: two write buffers, one of them being flushed, and a small cache.
  o.write_buffer_size = 4 << 20;
  o.max_write_buffer_number = 2;
  o.arena_block_size = 256 << 10;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(2 << 20, 0);
  table.block_size = 16 << 10;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  o.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));

  // Files: few, of moderate size. Cells are compressed already.
  o.compression = rocksdb::kNoCompression;
  o.target_file_size_base = 8 << 20;
  o.max_bytes_for_level_base = 32 << 20;
  o.max_total_wal_size = 16 << 20;
  o.max_manifest_file_size = 1 << 20;
  o.manifest_preallocation_size = 64 << 10;
  o.max_open_files = 64;
  o.max_file_opening_threads = 1;

  // Quiet: one background thread a kind, no statistics, no log file.
  o.max_background_jobs = 1;
  o.stats_dump_period_sec = 0;
  o.stats_persist_period_sec = 0;
  o.info_log = std::make_shared<no_log>();
  o.listeners.push_back(std::make_shared<no_recovery>());
  return o;
}

} // namespace murmuration
