/// A's `word_count_tweets_table`: the 100 most frequent words of an interval
/// in a row of history, and in `latest`.
#pragma once

#include "runtime/serving/history.hpp"
#include "runtime/serving/latest_row.hpp"

namespace murmuration::serving {

class words_table final : public history_table {
public:
  static constexpr std::size_t shown_max = 100;
  /// Of an interval that waits: it may have to be added to.
  static constexpr std::size_t waiting_words_max = 1000;

  explicit words_table(table_options options)
    : history_table(std::move(options), {"word_count"})
    , latest_(options_.table) {}

protected:
  served_input part_of(const served_input& seen) const override;
  bool empty(const served_input& part) const override;
  std::vector<row_put> rows_of(const moment& x) const override;
  void closed(moment& x) override;
  void let_go() override;
  void written(const moment& x) override;
  store_result<done> finish(table_store& store, std::int64_t now_ms) override;

private:
  latest_row latest_;
  std::vector<word_count> newest_; ///< not in `latest` yet
};

} // namespace murmuration::serving
