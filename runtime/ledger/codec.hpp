/// The bytes of every cell of the ledger. Pure functions. Equal values give
/// equal bytes; any bytes can be decoded: they give a value or an error that
/// tells what is wrong with the cell, and allocate within the bounds of
/// envelope.hpp and thrift_bytes.hpp.
///
///   auto bytes = encode(content);
///   auto again = decode_delta(bytes);   // *again == content
///
/// `encode` throws `std::length_error` for what could not be read again: over
/// 64 MiB, or over 4 Mi list elements.
#pragma once

#include <string>
#include <string_view>

#include "messages/ledger_records.hpp"
#include "runtime/store/ledger_store.hpp"

namespace murmuration {

std::string encode(const delta& x);
store_result<delta> decode_delta(std::string_view bytes);

std::string encode(const genesis& x);
store_result<genesis> decode_genesis(std::string_view bytes);

std::string encode(const origin& x);
store_result<origin> decode_origin(std::string_view bytes);

std::string encode(const pointer& x);
store_result<pointer> decode_pointer(std::string_view bytes);

/// A chunk: a part of a snapshot's content, see chunks.hpp.
std::string encode(const snapshot_content& x);
store_result<snapshot_content> decode_chunk(std::string_view bytes);

std::string encode(const hold& x);
store_result<hold> decode_hold(std::string_view bytes);

} // namespace murmuration
