/// Rows of a tag table at one moment, cheap to take and fit to be handed to
/// another thread: the names stay alive and in place with the rows. Taking
/// them is one pass; what is done with them may be done elsewhere.
///
///   auto rows = table.next_frozen(n);   // in the actor
///   for (auto& x : rows.rows) …         // where there is time
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"

namespace murmuration {

struct tag_row {
  std::string_view key;
  std::string_view tag;
  std::uint64_t count = 0;
  std::uint32_t number = 0; ///< of the key, in its table
};

struct tag_rows {
  std::shared_ptr<const arena> names; ///< what the rows point into
  std::vector<tag_row> rows;

  /// By key, then tag, in byte order.
  void sort();
};

} // namespace murmuration
