/// One of A's tables: a row, or a few, for each interval with input, the newest
/// first. What could not be written waits and is written again; rows older
/// than `keep` are deleted. Not thread-safe.
///
///   words_table table{options};
///   table.add(batch.input, now_ms);
///   table.write(store, now_ms);
///   table.sweep(store, now_ms);
///
/// Bounds: 60 intervals wait; what comes on top is added to the last of them,
/// whose row then covers more time. A sweep deletes at most 500 rows.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "messages/serving.hpp"
#include "runtime/serving/row_key.hpp"
#include "runtime/serving/table_store.hpp"

namespace murmuration::serving {

struct table_options {
  bool enabled = false;
  std::string table;
  std::int64_t interval_ms = 1000;
  std::int64_t keep_ms = 86'400'000;
};

class history_table {
public:
  static constexpr std::size_t waiting_max = 60;
  static constexpr std::size_t swept_max = 500;

  history_table(table_options options, std::vector<std::string> families)
    : options_(std::move(options))
    , families_(std::move(families)) {}
  virtual ~history_table() = default;

  /// The interval is over.
  bool due(std::int64_t now_ms) const {
    return now_ms >= close_at_ms_;
  }
  /// Input that was seen up to `now_ms`; ends the interval when it is due, or
  /// at the `last` call.
  void add(const served_input& seen, std::int64_t now_ms, bool last = false);
  /// Writes what waits, the oldest first, up to the first failure.
  store_result<done> write(table_store& store, std::int64_t now_ms);
  /// Deletes some of the rows that are older than `keep`.
  store_result<done> sweep(table_store& store, std::int64_t now_ms);
  /// This engine writes the table from now on, or no longer.
  void lead(bool mine) {
    leads_ = mine;
    if (!mine)
      let_go();
  }

  const table_options& options() const {
    return options_;
  }
  const std::vector<std::string>& families() const {
    return families_;
  }
  /// Intervals that are not known to be written.
  std::size_t waiting() const {
    return waiting_.size();
  }

protected:
  /// One row of history, or a few, to be.
  struct moment {
    std::int64_t us = 0;
    bool tried = false; ///< it may be in the table
    served_input input;
  };

  /// The part of the input that the table shows.
  virtual served_input part_of(const served_input& seen) const = 0;
  virtual bool empty(const served_input& part) const = 0;
  virtual std::vector<row_put> rows_of(const moment& x) const = 0;
  /// The moment waits to be written from now on.
  virtual void closed(moment&) {}
  /// The moment's rows are there.
  virtual void written(const moment&) {}
  /// Another engine writes from now on: forget what it makes untrue.
  virtual void let_go() {}
  /// What else there is to write, for who leads.
  virtual store_result<done> finish(table_store&, std::int64_t) {
    return done{};
  }

  table_options options_;
  std::vector<std::string> families_;
  served_input open_;
  std::deque<moment> waiting_;
  bool leads_ = false;

private:
  void close(std::int64_t now_ms);

  std::int64_t close_at_ms_ = 0;
  std::int64_t newest_us_ = 0; ///< of all moments so far
  /// Of the sweep: it looks at [from, to) and goes on at `next`.
  struct {
    std::int64_t at_ms = 0;
    std::string from, next;
    std::string to{rows_end};
  } sweep_;
};

} // namespace murmuration::serving
