#include "runtime/store/hbase/connection.hpp"

#include <algorithm>
#include <vector>

#include <netdb.h>

#include <thrift/TOutput.h>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/transport/TBufferTransports.h>

namespace murmuration::hbase {

namespace {

using apache::thrift::protocol::TBinaryProtocol;
using namespace apache::thrift::transport;

// Thrift's default of 512 bytes costs seven times the CPU.
constexpr std::uint32_t buffer_bytes = 64 * 1024;
// No answer of ours is near it; garbage from a wrong port is.
constexpr std::int32_t string_bytes_max = 64 << 20;
constexpr std::int32_t container_entries_max = 1 << 20;

/// The host's addresses as numbers, so that each gets its share of the time.
std::vector<std::string> addresses_of(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* found = nullptr;
  auto error = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
  if (error == EAI_NONAME || error == EAI_ADDRFAMILY) {
    // A machine without a network has no address but loopback's.
    hints.ai_flags = 0;
    error = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
  }
  if (error != 0)
    throw TTransportException(TTransportException::NOT_OPEN,
                              ::gai_strerror(error));
  std::vector<std::string> result;
  for (auto* i = found; i != nullptr; i = i->ai_next) {
    char text[NI_MAXHOST];
    if (::getnameinfo(i->ai_addr, i->ai_addrlen, text, sizeof text, nullptr, 0,
                      NI_NUMERICHOST)
        == 0)
      result.emplace_back(text);
  }
  ::freeaddrinfo(found);
  return result;
}

} // namespace

connection::connection(const hbase_options& options)
  : options_(options) {
  // Thrift prints every failed connect to standard error; ours are returned.
  apache::thrift::GlobalOutput.setOutputFunction([](const char*) {});
}

void connection::begin() {
  call_ends_ = deadline_socket::clock::now() + options_.connect_timeout
               + options_.call_timeout;
  if (client_ && socket_->stale())
    close();
}

HbaseClient& connection::client() {
  if (!client_)
    open();
  auto soon = deadline_socket::clock::now() + options_.call_timeout;
  socket_->end_by(std::min(soon, call_ends_));
  return *client_;
}

void connection::close() {
  client_.reset();
  if (socket_)
    socket_->close();
  socket_.reset();
}

bool connection::time_left() const {
  return deadline_socket::clock::now() < call_ends_;
}

void connection::open() {
  auto addresses = addresses_of(options_.host);
  auto share = static_cast<int>(options_.connect_timeout.count())
               / static_cast<int>(std::max<std::size_t>(addresses.size(), 1));
  for (auto& address : addresses) {
    socket_ = std::make_shared<deadline_socket>(address, options_.port);
    socket_->setConnTimeout(std::max(share, 1));
    socket_->setKeepAlive(true);
    try {
      socket_->open();
      break;
    } catch (const TTransportException&) {
      if (&address == &addresses.back())
        throw;
    }
  }
  std::shared_ptr<TTransport> transport;
  if (options_.framed)
    transport = std::make_shared<TFramedTransport>(socket_, buffer_bytes);
  else
    transport = std::make_shared<TBufferedTransport>(socket_, buffer_bytes);
  client_ = std::make_unique<HbaseClient>(std::make_shared<TBinaryProtocol>(
      transport, string_bytes_max, container_entries_max, true, true));
}

} // namespace murmuration::hbase
