#include "runtime/serving/words_table.hpp"

#include "runtime/serving/input.hpp"

namespace murmuration::serving {

void words_table::let_go() {
  latest_.let_go();
  newest_.clear();
}

served_input words_table::part_of(const served_input& seen) const {
  return {.words = seen.words};
}

bool words_table::empty(const served_input& part) const {
  return part.words.empty();
}

std::vector<row_put> words_table::rows_of(const moment& x) const {
  return {words_row(history_row(x.us), commonest(x.input.words, shown_max))};
}

void words_table::closed(moment& x) {
  if (x.input.words.size() <= waiting_words_max)
    return;
  word_counts kept;
  for (auto& word : commonest(x.input.words, waiting_words_max))
    kept.emplace(std::move(word.word), word.count);
  x.input.words = std::move(kept);
}

void words_table::written(const moment& x) {
  if (leads_)
    newest_ = commonest(x.input.words, shown_max);
}

store_result<done> words_table::finish(table_store& store,
                                       std::int64_t now_ms) {
  auto written = latest_.write(store, newest_, now_ms);
  if (written)
    newest_.clear();
  return written;
}

} // namespace murmuration::serving
