/// Effects as notes: what the aggregate asked of the world, in order. Store
/// calls wait here until the test has them answered.
///
///   notes asked;
///   aggregate counts{options, asked};
///   BOOST_TEST(asked.appends.size() == 1);
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runtime/aggregate/effects.hpp"

namespace murmuration::test {

struct notes final : aggregate_effects {
  void load(load_call_ptr call) override {
    loads.push_back(std::move(call));
  }
  void follow(follow_call_ptr call) override {
    follows.push_back(std::move(call));
  }
  void append(append_call_ptr call) override {
    appends.push_back(std::move(call));
  }
  void add_origin(origin_call_ptr call) override {
    origins.push_back(std::move(call));
  }
  void write_snapshot(snapshot_call_ptr call) override {
    snapshots.push_back(std::move(call));
    ++snapshots_taken;
  }
  void remove_old(remove_call_ptr call) override {
    removals.push_back(std::move(call));
  }
  void hold(hold_call_ptr call) override {
    holds.push_back(std::move(call));
  }
  void write_letters(letters_call_ptr call) override {
    letters.push_back(std::move(call));
  }
  void start(const topic_partition& source, start_reading where) override {
    starts[source].push_back(where);
    readers[source] = {where.at_epoch, where.from, {}, true};
  }
  void halt(const topic_partition& source) override {
    readers[source].reading = false;
  }
  void grant(const topic_partition& source, std::uint32_t batches) override {
    granted[source] += batches;
  }
  void durable(const topic_partition& source, offset next) override {
    told_durable[source] = next;
  }
  void fail(std::string reason) override {
    failures.push_back(std::move(reason));
  }

  std::vector<load_call_ptr> loads;
  std::vector<follow_call_ptr> follows;
  std::vector<append_call_ptr> appends;
  std::vector<origin_call_ptr> origins;
  std::vector<snapshot_call_ptr> snapshots;
  int snapshots_taken = 0; ///< answered ones included
  std::vector<remove_call_ptr> removals;
  std::vector<hold_call_ptr> holds;
  std::vector<letters_call_ptr> letters;

  /// A consumer, as far as the aggregate steers it.
  struct reader {
    epoch at_epoch;
    offset next;
    sequence number;
    bool reading = false;
  };
  std::map<topic_partition, reader> readers;
  std::map<topic_partition, std::vector<start_reading>> starts;
  std::map<topic_partition, std::uint64_t> granted;
  std::map<topic_partition, offset> told_durable;
  std::vector<std::string> failures;
};

} // namespace murmuration::test
