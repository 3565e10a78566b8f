#include "runtime/serving/hashtags.hpp"

#include <algorithm>

namespace murmuration::serving {

namespace {

const std::string name_column = "hashtag:name";
const std::string count_column = "hashtag:count";

row_put row_of(std::size_t rank, const top_tag& x) {
  return {
      std::to_string(rank),
      {{name_column, "#" + x.tag}, {count_column, std::to_string(x.count)}}};
}

bool same(const table_row& there, const row_put& wanted) {
  for (auto& [column, value] : wanted.columns) {
    auto found = there.columns.find(column);
    if (found == there.columns.end() || found->second.value != value)
      return false;
  }
  return true;
}

} // namespace

store_result<done> write_hashtags(table_store& store, const std::string& table,
                                  const std::vector<top_tag>& top,
                                  std::int64_t now_ms) {
  // Ten rows, and room for what somebody else may have put between them.
  auto read = store.read(table, {{"0", ":"}, 32, {}, false});
  if (!read)
    return read.error();
  auto at_ms = now_ms;
  std::map<std::string, const table_row*> there;
  for (auto& row : *read) {
    there[row.row] = &row;
    // A writer's clock may be ahead of this one.
    for (auto& [column, cell] : row.columns)
      at_ms = std::max(at_ms, cell.at_ms + 1);
  }
  std::vector<row_put> changed;
  std::vector<std::string> gone;
  for (std::size_t rank = 0; rank < hashtags_max; ++rank) {
    auto found = there.find(std::to_string(rank));
    if (rank >= top.size()) {
      if (found != there.end())
        gone.push_back(found->first);
      continue;
    }
    auto wanted = row_of(rank, top[rank]);
    if (found == there.end() || !same(*found->second, wanted))
      changed.push_back(std::move(wanted));
  }
  if (!changed.empty())
    if (auto put = store.put(table, changed, at_ms); !put)
      return put.error();
  if (!gone.empty())
    return store.erase(table, {"hashtag"}, gone, at_ms);
  return done{};
}

} // namespace murmuration::serving
