/// The tables of older readers in HBase, through its Thrift1 server, on a
/// connection of their own. As with the ledger, a call ends within
/// connect_timeout + call_timeout, and connects again after any trouble. One
/// thread at a time.
///
///   auto tables = make_hbase_tables({.host = "127.0.0.1", .port = 9090});
///   auto made = tables->make("hashtags", {"hashtag"});
#pragma once

#include <memory>

#include "runtime/serving/table_store.hpp"
#include "runtime/store/hbase/hbase_store.hpp"

namespace murmuration {

/// `options.table` is not looked at. Never fails: trouble is told by the calls.
std::unique_ptr<serving::table_store>
make_hbase_tables(const hbase_options& options);

} // namespace murmuration
