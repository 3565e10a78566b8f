/// An aggregate on a ledger in memory. Store calls are answered when the test
/// says so; consumers and legs are the test's own hands.
///
///   bench b;
///   b.begin({{0, 10}});       // one partition, records [0, 10)
///   b.feed(0, 5);             // a batch of five, all legs at once
///   b.pass(1000); b.serve();  // a checkpoint
#pragma once

#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <vector>

#include "runtime/aggregate/aggregate.hpp"
#include "runtime/ledger/ledger.hpp"
#include "runtime/store/memory/memory_store.hpp"
#include "tests/aggregate/made_batch.hpp"
#include "tests/aggregate/notes.hpp"

namespace murmuration::test {

inline aggregate_options small_options() {
  aggregate_options result;
  result.instance = "me";
  result.rules = 1;
  result.legs.set(static_cast<std::size_t>(leg::hashtags));
  result.credit = 4;
  result.top_k = 1000;
  result.random = [n = std::uint64_t{1}]() mutable {
    return n++;
  };
  return result;
}

class bench {
public:
  explicit bench(
      aggregate_options options = small_options(),
      std::shared_ptr<memory_cells> shared = std::make_shared<memory_cells>());

  /// What the source has of partitions 0, 1, …
  void found(const std::vector<std::pair<std::int64_t, std::int64_t>>& ranges);
  /// Begins a job with these, all of them assigned to this engine.
  void begin(const std::vector<std::pair<std::int64_t, std::int64_t>>& ranges);
  /// Answers every store call, and those that come of the answers.
  void serve();
  /// Time goes on.
  void pass(std::int64_t ms);
  /// `pass` and `serve` until nothing is open.
  void settle();

  /// The next batch of the partition's consumer, not yet delivered.
  batch_ptr next_batch(std::int32_t partition, std::int64_t records);
  void deliver(const batch_ptr& batch);
  void feed(std::int32_t partition, std::int64_t records) {
    deliver(next_batch(partition, records));
  }

  notes::reader& reader(std::int32_t n) {
    return asked.readers[partition(n)];
  }
  std::uint64_t granted(std::int32_t n) {
    return asked.granted[partition(n)];
  }
  partition_view view_of(std::int32_t n);
  /// The counts are those of the offsets shown, and the laws hold.
  void check();

  load_answer run(const load_call& call);
  follow_answer run(const follow_call& call);
  append_answer run(const append_call& call);
  origin_answer run(const origin_call& call);
  snapshot_answer run(const snapshot_call& call);
  remove_answer run(const remove_call& call);

  std::int64_t now_ms = 1'700'000'000'000;
  notes asked;
  std::shared_ptr<memory_cells> cells;
  memory_store store;
  ledger book;
  aggregate counts;
};

} // namespace murmuration::test
