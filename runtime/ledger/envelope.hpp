/// The outer form of every cell of the ledger: what it is, whether it is
/// compressed, and whether it is whole. Pure functions.
///
///   auto bytes = seal(cell_kind::delta, body);
///   auto body = unseal(cell_kind::delta, bytes);
///
///     cell     := version kind flags length stored checksum
///     version  := 0x01
///     kind     := one letter, see `cell_kind`
///     flags    := 0x00 (stored is the body)
///               | 0x01 (stored is one zstd frame of the body)
///     length   := bytes of the body, u32, little endian
///     checksum := xxHash3-64 of all bytes before it, u64, little endian
///
/// The body is a struct of ledger.thrift in Thrift's compact protocol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/store/ledger_store.hpp"

namespace murmuration {

/// The letter after the job's name in the cell's key.
enum class cell_kind : char {
  delta = 'd',
  genesis = 'g',
  origin = 'o',
  pointer = 'p',
  chunk = 's',
  hold = 'h',
};

/// Bounds what a damaged or hostile cell makes its reader allocate; far above
/// the 5 MB that HBase takes as one cell.
inline constexpr std::size_t body_bytes_max = 64u << 20;

/// Elements of all lists of one cell together. An element takes up to 60 times
/// its bytes in memory, so the bytes alone would not bound what is allocated.
inline constexpr std::uint32_t cell_elements_max = 4u << 20;

/// Below this, zstd saves less than it costs.
inline constexpr std::size_t compress_bytes_min = 200;

/// Equal bodies give equal cells. Throws `std::length_error` beyond
/// `body_bytes_max`: nobody could read such a cell.
std::string seal(cell_kind kind, std::string_view body);

/// Whether the cell is whole and of this kind, without its body being made.
store_result<done> check_seal(cell_kind kind, std::string_view bytes);

/// The body, or what is wrong with the cell. Takes any bytes.
store_result<std::string> unseal(cell_kind kind, std::string_view bytes);

} // namespace murmuration
