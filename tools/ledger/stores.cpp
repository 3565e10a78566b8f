#include "tools/ledger/stores.hpp"

#include "runtime/store/hbase/hbase_store.hpp"
#include "runtime/store/rocksdb/rocksdb_store.hpp"

namespace murmuration::tools {

std::unique_ptr<ledger_store> open_store(const settings& config, access how) {
  if (config.store.kind == store_kind::hbase) {
    const auto& x = config.store.hbase;
    return make_hbase_store({.host = x.host,
                             .port = x.port,
                             .framed = x.transport == thrift_transport::framed,
                             .table = x.table,
                             .connect_timeout = x.connect_timeout,
                             .call_timeout = x.call_timeout});
  }
  const auto& directory = config.store.rocksdb.directory;
  // Nothing is created by looking; nor by mending what is not there.
  auto looked = open_rocksdb_store_read_only(directory);
  if (how == access::read)
    return looked;
  looked.reset();
  return open_rocksdb_store(directory);
}

} // namespace murmuration::tools
