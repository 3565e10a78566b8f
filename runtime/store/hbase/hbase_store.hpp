/// The ledger in HBase, through its Thrift1 server: one table, one cell
/// (`l:v`) a row, the key is the row.
///
/// Connects when first called, creates the table when the cluster has none of
/// that name, and connects again after any trouble on the connection. A call
/// returns within connect_timeout + call_timeout; whoever calls decides when to
/// try again. A read is tried once more when the connection broke; a write
/// that may have reached HBase never is. One thread at a time.
///
///   auto store = make_hbase_store({.host = "127.0.0.1", .port = 9090});
///   auto written = store->put_if_absent(key, value);
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "runtime/store/ledger_store.hpp"

namespace murmuration {

struct hbase_options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 9090;
  bool framed = false; ///< the server was started with `-f`
  std::string table = "murmuration_ledger"; ///< `name` or `namespace:name`
  std::chrono::milliseconds connect_timeout{2000};
  std::chrono::milliseconds call_timeout{5000};
};

/// Never fails: trouble is told by the calls.
std::unique_ptr<ledger_store> make_hbase_store(const hbase_options& options);

} // namespace murmuration
