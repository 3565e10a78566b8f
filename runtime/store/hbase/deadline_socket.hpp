/// A socket whose reads and writes all end by one point in time. Thrift's own
/// time-outs begin anew with every read, so that a server which sends a byte
/// now and then would hold a call for ever.
#pragma once

#include <chrono>
#include <cstdint>

#include <thrift/transport/TSocket.h>

namespace murmuration::hbase {

class deadline_socket : public apache::thrift::transport::TSocket {
public:
  using clock = std::chrono::steady_clock;
  using TSocket::TSocket;

  void end_by(clock::time_point deadline) {
    deadline_ = deadline;
  }

  /// The other side closed the connection, or sent what nobody asked for:
  /// between two calls either means that it is of no more use. Does not wait.
  bool stale();

  std::uint32_t read(std::uint8_t* buffer, std::uint32_t size) override;
  std::uint32_t write_partial(const std::uint8_t* buffer,
                              std::uint32_t size) override;

private:
  /// Throws when nothing is left.
  int left_ms() const;

  clock::time_point deadline_ = clock::time_point::max();
};

} // namespace murmuration::hbase
