#include "runtime/serving/tables.hpp"

#include <algorithm>

#include "runtime/serving/hashtags.hpp"
#include "runtime/serving/predictions_table.hpp"

namespace murmuration::serving {

serving_tables::serving_tables(serving_options options,
                               std::shared_ptr<table_store> store)
  : options_(std::move(options))
  , store_(std::move(store)) {
  if (options_.words.enabled)
    histories_.push_back(std::make_unique<words_table>(options_.words));
  if (options_.predictions.enabled)
    histories_.push_back(
        std::make_unique<predictions_table>(options_.predictions));
  if (options_.texts.enabled) {
    auto texts = std::make_unique<texts_table>(options_.texts);
    texts_ = texts.get();
    histories_.push_back(std::move(texts));
  }
}

bool serving_tables::due(std::int64_t now_ms) const {
  return (options_.hashtags.enabled && now_ms >= top_at_ms_)
         || std::any_of(histories_.begin(), histories_.end(),
                        [=](auto& x) { return x->due(now_ms); });
}

void serving_tables::take(const serving_batch& batch, std::int64_t now_ms,
                          bool last) {
  if (std::exchange(leads_, batch.mine) != batch.mine)
    for (auto& table : histories_)
      table->lead(batch.mine);
  // An empty batch, too: it ends the interval.
  if (texts_ != nullptr)
    texts_->take_back(batch.deleted);
  for (auto& table : histories_)
    table->add(batch.input, now_ms, last);
  auto wait_ms = top_at_ms_ - now_ms;
  // A clock that was put back would make it due in an hour.
  auto top_due =
      last || wait_ms <= 0 || wait_ms > options_.hashtags.interval_ms;
  if (!options_.hashtags.enabled || !top_due)
    return;
  top_at_ms_ = now_ms + options_.hashtags.interval_ms;
  top_.reset();
  if (batch.mine)
    top_ = batch.top;
}

void serving_tables::write(std::int64_t now_ms) {
  auto called = false;
  if (top_) {
    note(options_.hashtags.table, write_hashtags(now_ms));
    called = true;
  }
  for (auto& table : histories_) {
    if (called && !store_->reachable())
      break;
    if (!leads_ && table->waiting() == 0)
      continue;
    note(table->options().table, write_one(*table, now_ms));
    called = true;
  }
}

store_result<done> serving_tables::write_hashtags(std::int64_t now_ms) {
  auto& table = options_.hashtags.table;
  if (auto there = make(table, {"hashtag"}); !there)
    return there;
  auto written = serving::write_hashtags(*store_, table, *top_, now_ms);
  if (written)
    top_.reset();
  return written;
}

store_result<done> serving_tables::write_one(history_table& table,
                                             std::int64_t now_ms) {
  if (auto there = make(table.options().table, table.families()); !there)
    return there;
  if (auto written = table.write(*store_, now_ms); !written || !leads_)
    return written;
  return table.sweep(*store_, now_ms);
}

store_result<done>
serving_tables::make(const std::string& table,
                     const std::vector<std::string>& families) {
  if (made_.contains(table))
    return done{};
  auto made = store_->make(table, families);
  if (made)
    made_.insert(table);
  return made;
}

void serving_tables::note(const std::string& table,
                          const store_result<done>& result) {
  if (result) {
    errors_.erase(table);
    return;
  }
  errors_[table] = result.error().what;
  // It may be gone: look again before the next write.
  made_.erase(table);
}

std::vector<std::string> serving_tables::troubles() const {
  std::vector<std::string> result;
  for (auto& [table, error] : errors_)
    result.push_back("the table " + table + " is behind: " + error);
  return result;
}

} // namespace murmuration::serving
