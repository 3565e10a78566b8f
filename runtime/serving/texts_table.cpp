#include "runtime/serving/texts_table.hpp"

#include <algorithm>

#include "runtime/serving/input.hpp"

namespace murmuration::serving {

namespace {

const std::string id_column = "metadata:id";
/// Rows that one call deletes.
constexpr std::size_t doomed_a_call = 500;

} // namespace

/// Another engine writes rows that this one does not know.
void texts_table::let_go() {
  index_.clear();
  read_from_.clear();
  read_ = false;
}

void texts_table::take_back(const std::vector<std::string>& ids) {
  for (auto& id : ids) {
    gone_.add(id);
    for (auto& where : index_.take(id))
      doomed_.push_back(where);
  }
  // Where a tweet stood in its moment nobody moves up: places are fixed.
  for (auto& x : waiting_)
    for (auto& text : x.input.texts)
      if (gone_.contains(text.id))
        text.text.clear();
  std::erase_if(open_.texts, [this](auto& x) { return gone_.contains(x.id); });
}

served_input texts_table::part_of(const served_input& seen) const {
  served_input result{.texts = seen.texts};
  std::erase_if(result.texts, [this](auto& x) { return gone_.contains(x.id); });
  return result;
}

bool texts_table::empty(const served_input& part) const {
  return part.texts.empty();
}

std::vector<row_put> texts_table::rows_of(const moment& x) const {
  std::vector<row_put> result;
  int position = 0;
  for (auto& text : x.input.texts) {
    auto row = text_row(x.us, position++);
    if (text.text.empty())
      continue; // taken back
    result.push_back({std::move(row),
                      {{"metadata:publication_date", text.created_at},
                       {"metadata:author", text.author},
                       {"text_data:text", text.text}}});
    if (!text.id.empty())
      result.back().columns.emplace_back(id_column, text.id);
  }
  return result;
}

void texts_table::closed(moment& x) {
  int position = 0;
  for (auto& text : x.input.texts)
    index_.add(text.id, {x.us, position++});
}

store_result<done> texts_table::finish(table_store& store,
                                       std::int64_t now_ms) {
  if (!read_)
    if (auto read = read_through(store, now_ms); !read)
      return read.error();
  index_.forget_before((now_ms - options_.keep_ms) * 1000);
  while (!doomed_.empty()) {
    auto n = std::min(doomed_.size(), doomed_a_call);
    std::vector<std::string> rows;
    auto up_to_ms = now_ms;
    for (auto i = doomed_.end() - static_cast<std::ptrdiff_t>(n);
         i != doomed_.end(); ++i) {
      rows.push_back(text_row(i->us, i->position));
      // Their writer's clock may have been ahead.
      up_to_ms = std::max(up_to_ms, i->us / 1000);
    }
    if (auto gone = store.erase(options_.table, families_, rows, up_to_ms);
        !gone)
      return gone.error();
    doomed_.resize(doomed_.size() - n);
  }
  return done{};
}

store_result<done> texts_table::read_through(table_store& store,
                                             std::int64_t now_ms) {
  auto last = history_row((now_ms - options_.keep_ms) * 1000);
  auto read = store.read(options_.table,
                         {{read_from_, last}, read_max, id_column, false});
  if (!read)
    return read.error();
  for (auto& row : *read) {
    auto where = parse_row(row.row);
    auto id = row.columns.find(id_column);
    if (!where || where->position < 0 || id == row.columns.end())
      continue;
    if (gone_.contains(id->second.value))
      doomed_.push_back(*where);
    else
      index_.add_older(id->second.value, *where);
  }
  read_ = read->size() < read_max;
  if (!read_)
    read_from_ = read->back().row + '\0';
  return done{};
}

} // namespace murmuration::serving
