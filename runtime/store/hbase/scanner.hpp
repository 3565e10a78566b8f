/// One scan of a table on one connection. It must be closed at its end; when
/// the connection breaks, the server forgets it after its scanner time-out.
/// Its number is used on no other connection: after a restart of the server it
/// may be somebody else's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "Hbase.h"

namespace murmuration::hbase {

/// The ledger's one column.
inline constexpr const char* column = "l:v";

/// The rows start <= row < stop; an empty stop is the end of the table.
/// Reversed: start >= row > stop. `rows` are fetched at a time in the cluster.
TScan scan_of(const std::string& start, const std::string& stop,
              std::size_t rows);

/// A row just below `key` and above all rows that matter, for the stop row of
/// a reversed scan, which is left out: "ab" gives "aa\xff…".
std::string just_below(std::string key);

/// The cell's bytes; empty when there is none.
std::string value_of(TRowResult& row);

/// All calls throw Thrift's exceptions.
class scanner {
public:
  scanner(HbaseClient& client, const std::string& table, const TScan& scan);
  scanner(const scanner&) = delete;
  scanner& operator=(const scanner&) = delete;

  /// The next rows; fewer than asked for: these were the last. Closes the
  /// scanner when HBase reports an error.
  std::vector<TRowResult> next(std::size_t rows);

  void close();

private:
  HbaseClient& client_;
  std::int32_t id_;
};

} // namespace murmuration::hbase
