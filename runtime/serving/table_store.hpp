/// Port to the tables that older readers read: rows of columns, each cell with
/// a time. Calls block, bounded by the adapter's time-outs, and come from one
/// thread at a time. No call throws.
///
/// A failed write is *unknown*: it may have been applied, or be applied later.
/// Times are the caller's (milliseconds), so that every write can be repeated,
/// and one that comes late stays behind those that were made after it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "runtime/store/ledger_store.hpp"

namespace murmuration::serving {

struct table_cell {
  std::string value;
  std::int64_t at_ms = 0;
};

struct table_row {
  std::string row;
  std::map<std::string, table_cell> columns; ///< by `family:qualifier`
};

/// What a put writes to one row; readers see all of it or nothing.
struct row_put {
  std::string row;
  std::vector<std::pair<std::string, std::string>> columns;
};

struct row_query {
  key_range range;
  std::size_t rows_max = 1;
  std::string column;     ///< only this one; empty: all
  bool keys_only = false; ///< the rows come without columns
};

class table_store {
public:
  virtual ~table_store() = default;

  /// Creates the table if there is none of that name.
  virtual store_result<done> make(const std::string& table,
                                  const std::vector<std::string>& families) = 0;
  /// The first rows of the range, in order.
  virtual store_result<std::vector<table_row>> read(const std::string& table,
                                                    const row_query& query) = 0;
  /// Row by row, in any order.
  virtual store_result<done> put(const std::string& table,
                                 const std::vector<row_put>& rows,
                                 std::int64_t at_ms) = 0;
  /// Takes the cells up to this time, that one included, out of the rows.
  virtual store_result<done> erase(const std::string& table,
                                   const std::vector<std::string>& families,
                                   const std::vector<std::string>& rows,
                                   std::int64_t up_to_ms) = 0;
  /// False after a call that got no answer: the next would wait as long.
  virtual bool reachable() const = 0;
};

} // namespace murmuration::serving
