/// One way from bytes to a value for all kinds of cell. Internal to the codec.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "runtime/ledger/thrift_bytes.hpp"

namespace murmuration {

/// Reads a `Wire` and converts it; `convert` may throw std::invalid_argument.
template <class Value, class Wire, class Convert>
store_result<Value> decode_cell(cell_kind kind, std::string_view bytes,
                                Convert convert) {
  auto read = from_cell<Wire>(kind, bytes);
  if (!read)
    return read.error();
  try {
    return convert(std::move(*read));
  } catch (const std::invalid_argument& reason) {
    return store_error{std::string{"it makes no sense: it holds "}
                       + reason.what()};
  }
}

} // namespace murmuration
