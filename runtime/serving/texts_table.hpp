/// A's `text_tweets_table`: the last 5 tweets of an interval, a row each. The
/// column `metadata:id`, which A's readers do not look at, lets a delete
/// notice find the row, also one that another engine or process wrote: from
/// when it leads, the table reads itself through, some rows a call.
#pragma once

#include "runtime/count/deleted_ids.hpp"
#include "runtime/serving/history.hpp"
#include "runtime/serving/text_index.hpp"

namespace murmuration::serving {

class texts_table final : public history_table {
public:
  /// Rows that are read through a call.
  static constexpr std::size_t read_max = 2000;

  explicit texts_table(table_options options)
    : history_table(std::move(options), {"metadata", "text_data"}) {}

  /// These tweets were taken back; those that are not known yet, too.
  void take_back(const std::vector<std::string>& ids);

protected:
  served_input part_of(const served_input& seen) const override;
  bool empty(const served_input& part) const override;
  std::vector<row_put> rows_of(const moment& x) const override;
  void closed(moment& x) override;
  void let_go() override;
  store_result<done> finish(table_store& store, std::int64_t now_ms) override;

private:
  store_result<done> read_through(table_store& store, std::int64_t now_ms);

  deleted_ids gone_;
  text_index index_;
  std::vector<row_place> doomed_; ///< rows to delete; were in the index
  std::string read_from_;         ///< where reading through goes on
  bool read_ = false;             ///< it is through
};

} // namespace murmuration::serving
