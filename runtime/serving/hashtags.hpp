/// B's table: rows `0` to `9` with the most used hashtags. It is brought into
/// line with what is to be there, whatever is there and whoever wrote it.
#pragma once

#include <string>
#include <vector>

#include "messages/view.hpp"
#include "runtime/serving/table_store.hpp"

namespace murmuration::serving {

inline constexpr std::size_t hashtags_max = 10;

/// Writes the rows that differ, then deletes those beyond the last tag. Keeps
/// nothing: the table is read first, so a failure or another's writes are
/// repaired by the next call.
store_result<done> write_hashtags(table_store& store, const std::string& table,
                                  const std::vector<top_tag>& top,
                                  std::int64_t now_ms);

} // namespace murmuration::serving
