#include "runtime/store/hbase/deadline_socket.hpp"

#include <cerrno>

#include <sys/socket.h>

namespace murmuration::hbase {

using apache::thrift::transport::TTransportException;

bool deadline_socket::stale() {
  char byte = 0;
  auto n = ::recv(getSocketFD(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return n >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

std::uint32_t deadline_socket::read(std::uint8_t* buffer, std::uint32_t size) {
  setRecvTimeout(left_ms());
  return TSocket::read(buffer, size);
}

std::uint32_t deadline_socket::write_partial(const std::uint8_t* buffer,
                                             std::uint32_t size) {
  setSendTimeout(left_ms());
  return TSocket::write_partial(buffer, size);
}

int deadline_socket::left_ms() const {
  using std::chrono::milliseconds;
  auto left = std::chrono::ceil<milliseconds>(deadline_ - clock::now());
  if (left.count() <= 0)
    throw TTransportException(TTransportException::TIMED_OUT, "timed out");
  return static_cast<int>(left.count());
}

} // namespace murmuration::hbase
