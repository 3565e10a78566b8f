/// The four tables of older readers, each on its own switch: what is written
/// when, what waits, and what is wrong. Not thread-safe; calls on the store
/// block.
///
///   serving_tables tables{options, store};
///   if (tables.due(now_ms))
///     tables.take(*batch, now_ms);     // asked of the aggregator
///   tables.write(now_ms);
///   tables.troubles();
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "messages/serving.hpp"
#include "runtime/serving/texts_table.hpp"
#include "runtime/serving/words_table.hpp"

namespace murmuration::serving {

struct serving_options {
  table_options hashtags;
  table_options words;
  table_options texts;
  table_options predictions;

  bool any() const {
    return hashtags.enabled || words.enabled || texts.enabled
           || predictions.enabled;
  }
};

class serving_tables {
public:
  serving_tables(serving_options options, std::shared_ptr<table_store> store);

  /// Some table's interval is over.
  bool due(std::int64_t now_ms) const;
  /// The batch must hold every id that is known to be taken back.
  bool wants_all_deleted() const {
    return !leads_;
  }
  /// `last`: intervals end now, due or not.
  void take(const serving_batch& batch, std::int64_t now_ms, bool last = false);
  /// Writes what is due and what waits. Once the store does not answer the
  /// other tables are left for the next time.
  void write(std::int64_t now_ms);
  /// One for each table that is behind.
  std::vector<std::string> troubles() const;

private:
  store_result<done> write_one(history_table& table, std::int64_t now_ms);
  store_result<done> write_hashtags(std::int64_t now_ms);
  store_result<done> make(const std::string& table,
                          const std::vector<std::string>& families);
  void note(const std::string& table, const store_result<done>& result);

  serving_options options_;
  std::shared_ptr<table_store> store_;
  std::vector<std::unique_ptr<history_table>> histories_; ///< those enabled
  texts_table* texts_ = nullptr;            ///< of these, if it is enabled
  std::optional<std::vector<top_tag>> top_; ///< to be written
  std::int64_t top_at_ms_ = 0;
  bool leads_ = false;
  std::set<std::string> made_;                ///< tables that exist
  std::map<std::string, std::string> errors_; ///< by table: why it is behind
};

} // namespace murmuration::serving
