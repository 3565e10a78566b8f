#include "runtime/serving/history.hpp"

#include <algorithm>

#include "runtime/serving/input.hpp"

namespace murmuration::serving {

void history_table::add(const served_input& seen, std::int64_t now_ms,
                        bool last) {
  serving::add(open_, part_of(seen));
  // A clock that was put back would make it due in an hour.
  if (close_at_ms_ > now_ms + options_.interval_ms)
    close_at_ms_ = now_ms;
  if (last || due(now_ms))
    close(now_ms);
}

void history_table::close(std::int64_t now_ms) {
  // From the time it was due, so that a round that came late shifts nothing.
  auto late_ms = now_ms - close_at_ms_;
  close_at_ms_ = now_ms + options_.interval_ms
                 - (late_ms < options_.interval_ms ? late_ms : 0);
  if (empty(open_))
    return;
  newest_us_ = std::max(now_ms * 1000, newest_us_ + 1);
  auto part = std::exchange(open_, {});
  // Only the first of them was tried.
  if (waiting_.size() >= waiting_max) {
    serving::add(waiting_.back().input, part);
    waiting_.back().us = newest_us_;
  } else {
    waiting_.push_back({newest_us_, false, std::move(part)});
  }
  closed(waiting_.back());
}

store_result<done> history_table::write(table_store& store,
                                        std::int64_t now_ms) {
  while (!waiting_.empty()) {
    auto& x = waiting_.front();
    x.tried = true;
    auto rows = rows_of(x);
    if (!rows.empty())
      if (auto put = store.put(options_.table, rows, x.us / 1000); !put)
        return put.error();
    written(x);
    waiting_.pop_front();
  }
  return leads_ ? finish(store, now_ms) : done{};
}

store_result<done> history_table::sweep(table_store& store,
                                        std::int64_t now_ms) {
  if (sweep_.next.empty()) {
    if (now_ms < sweep_.at_ms && sweep_.at_ms - now_ms <= 60'000)
      return done{};
    sweep_.at_ms =
        now_ms + std::clamp<std::int64_t>(options_.keep_ms / 100, 1000, 60'000);
    sweep_.from = sweep_.next = history_row((now_ms - options_.keep_ms) * 1000);
  }
  auto read = store.read(options_.table,
                         {{sweep_.next, sweep_.to}, swept_max, {}, true});
  if (!read)
    return read.error();
  std::vector<std::string> old;
  for (auto& row : *read)
    if (parse_row(row.row))
      old.push_back(row.row);
  if (!old.empty())
    if (auto gone = store.erase(options_.table, families_, old, now_ms); !gone)
      return gone.error();
  if (read->size() < swept_max) {
    // What was deleted costs a scan as much as what is there.
    sweep_.to = std::exchange(sweep_.from, {});
    sweep_.next.clear();
  } else {
    sweep_.next = read->back().row + '\0';
  }
  return done{};
}

} // namespace murmuration::serving
