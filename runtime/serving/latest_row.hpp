/// A's row `latest`: the words of the newest row of history. It is never
/// empty, and never holds a word that left it two writes ago.
///
/// A write puts the new words and then, in a second call, erases all that is
/// older: between the two the row holds the words of two writes. So the next
/// write begins by finishing this one, wherever it stopped, and whoever made
/// it: an unacknowledged put is repeated with its time until it is
/// acknowledged, and what the row holds of other times than its newest is
/// erased before anything is put.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/serving/input.hpp"
#include "runtime/serving/table_store.hpp"

namespace murmuration::serving {

/// A word's column in A's table.
row_put words_row(std::string row, const std::vector<word_count>& words);

class latest_row {
public:
  explicit latest_row(std::string table)
    : table_(std::move(table)) {}

  /// Changes nothing when there are no words. After an error, call it again,
  /// with these words or with newer ones.
  store_result<done> write(table_store& store,
                           const std::vector<word_count>& words,
                           std::int64_t now_ms);

  /// Somebody else writes the row now.
  void let_go() {
    begun_.reset();
  }

private:
  struct attempt {
    row_put words;
    std::int64_t at_ms = 0;
  };

  store_result<done> finish(table_store& store);
  store_result<std::int64_t> clean(table_store& store);
  store_result<done> erase_before(table_store& store, std::int64_t at_ms);

  std::string table_;
  std::optional<attempt> begun_; ///< not known to be through
};

} // namespace murmuration::serving
