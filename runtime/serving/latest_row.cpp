#include "runtime/serving/latest_row.hpp"

#include <algorithm>
#include <limits>

namespace murmuration::serving {

namespace {

const std::string row_name = "latest";

} // namespace

row_put words_row(std::string row, const std::vector<word_count>& words) {
  row_put result{std::move(row), {}};
  result.columns.reserve(words.size());
  for (auto& x : words)
    result.columns.emplace_back("word_count:" + x.word,
                                std::to_string(x.count));
  return result;
}

store_result<done> latest_row::write(table_store& store,
                                     const std::vector<word_count>& words,
                                     std::int64_t now_ms) {
  if (words.empty())
    return done{};
  if (begun_)
    if (auto finished = finish(store); !finished)
      return finished.error();
  auto newest = clean(store);
  if (!newest)
    return newest.error();
  // Also where another engine's clock, or this one's before, was ahead.
  begun_ = attempt{words_row(row_name, words), std::max(now_ms, *newest + 1)};
  return finish(store);
}

store_result<done> latest_row::finish(table_store& store) {
  if (auto put = store.put(table_, {begun_->words}, begun_->at_ms); !put)
    return put.error();
  if (auto erased = erase_before(store, begun_->at_ms); !erased)
    return erased.error();
  begun_.reset();
  return done{};
}

/// Leaves the words of the row's newest time, and tells that; 0: no row.
store_result<std::int64_t> latest_row::clean(table_store& store) {
  auto read = store.read(table_, {{row_name, row_name + '\0'}, 1, {}, false});
  if (!read)
    return read.error();
  std::int64_t newest = 0;
  auto oldest = std::numeric_limits<std::int64_t>::max();
  for (auto& row : *read)
    for (auto& [column, cell] : row.columns) {
      newest = std::max(newest, cell.at_ms);
      oldest = std::min(oldest, cell.at_ms);
    }
  if (oldest < newest)
    if (auto erased = erase_before(store, newest); !erased)
      return erased.error();
  return newest;
}

store_result<done> latest_row::erase_before(table_store& store,
                                            std::int64_t at_ms) {
  return store.erase(table_, {"word_count"}, {row_name}, at_ms - 1);
}

} // namespace murmuration::serving
