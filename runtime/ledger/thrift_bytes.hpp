/// Thrift structs to bytes and back, within bounds. Internal to the codec: the
/// only header of this folder that shows Thrift.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <thrift/protocol/TCompactProtocol.h>
#include <thrift/transport/TBufferTransports.h>

#include "runtime/ledger/envelope.hpp"

namespace murmuration {

/// The compact protocol with a budget of list elements. Thrift itself resizes
/// a list of structs to whatever length the bytes claim.
class budgeted_protocol : public apache::thrift::protocol::TCompactProtocol {
public:
  using type = apache::thrift::protocol::TType;
  using transport = apache::thrift::transport::TTransport;

  budgeted_protocol(std::shared_ptr<transport> bytes, std::uint32_t elements,
                    std::int32_t string_bytes_max)
    : TCompactProtocolT(std::move(bytes), string_bytes_max,
                        static_cast<std::int32_t>(elements))
    , left_(elements) {}

  std::uint32_t writeListBegin_virt(const type element,
                                    const std::uint32_t size) override {
    spend(size);
    return TCompactProtocolT::writeListBegin_virt(element, size);
  }

  std::uint32_t readListBegin_virt(type& element,
                                   std::uint32_t& size) override {
    auto read = TCompactProtocolT::readListBegin_virt(element, size);
    spend(size);
    return read;
  }

private:
  void spend(std::uint32_t elements) {
    if (elements > left_)
      throw std::length_error("too many list elements for a ledger cell");
    left_ -= elements;
  }

  std::uint32_t left_;
};

/// Throws `std::length_error` when the struct is too large to be read again.
template <class T>
std::string to_cell(cell_kind kind, const T& value) {
  auto buffer = std::make_shared<apache::thrift::transport::TMemoryBuffer>();
  budgeted_protocol out{buffer, cell_elements_max, 0};
  value.write(&out);
  std::uint8_t* bytes = nullptr;
  std::uint32_t size = 0;
  buffer->getBuffer(&bytes, &size);
  return seal(kind, {reinterpret_cast<const char*>(bytes), size});
}

/// The struct, or why the bytes are none.
template <class T>
store_result<T> from_cell(cell_kind kind, std::string_view bytes) {
  auto body = unseal(kind, bytes);
  if (!body)
    return body.error();
  using apache::thrift::transport::TMemoryBuffer;
  auto size = static_cast<std::uint32_t>(body->size());
  try {
    auto config = std::make_shared<apache::thrift::TConfiguration>(
        static_cast<int>(std::max(size, 1u)));
    auto buffer = std::make_shared<TMemoryBuffer>(
        reinterpret_cast<std::uint8_t*>(body->data()), size,
        TMemoryBuffer::OBSERVE, config);
    // Each element takes at least one byte. A limit of 0 would mean none.
    auto most = std::clamp(size, 1u, cell_elements_max);
    budgeted_protocol in{buffer, most,
                         static_cast<std::int32_t>(std::max(size, 1u))};
    T value;
    value.read(&in);
    if (buffer->available_read() != 0)
      return store_error{"it has bytes behind its end"};
    return value;
  } catch (const std::exception&) {
    // Thrift's own text names neither place nor cause.
    return store_error{"it is no Thrift struct of the ledger"};
  }
}

} // namespace murmuration
