/// One connection to HBase's Thrift1 server: opened when needed, thrown away
/// after any trouble, with an end for every wait.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "runtime/store/hbase/deadline_socket.hpp"
#include "runtime/store/hbase/hbase_store.hpp"

#include "Hbase.h"

namespace murmuration::hbase {

class connection {
public:
  explicit connection(const hbase_options& options);

  /// A call begins: it may last connect_timeout + call_timeout in all. Closes
  /// a connection that the server has given up in the meantime.
  void begin();

  /// The client, ready to be used for up to call_timeout. Connects when there
  /// is no connection; throws Thrift's exceptions.
  HbaseClient& client();

  /// Without a word to the server: what it still sends is never read.
  void close();

  bool is_open() const {
    return client_ != nullptr;
  }

  /// Whether the call may still use time.
  bool time_left() const;

private:
  void open();

  hbase_options options_;
  deadline_socket::clock::time_point call_ends_;
  std::shared_ptr<deadline_socket> socket_;
  std::unique_ptr<HbaseClient> client_;
};

} // namespace murmuration::hbase
