/// The thread that asks the brokers: for partitions every few seconds, for
/// their ends about once a second, and for what a reader wants to know.
///
///   lookup asks{client, options, readers, state, {…}};
///   asks.start(); …; asks.stop();
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "runtime/source/kafka/catalog.hpp"
#include "runtime/source/kafka/connection_state.hpp"
#include "runtime/source/kafka/reader_table.hpp"
#include "runtime/source/record_source.hpp"

namespace murmuration::kafka {

class lookup {
public:
  struct events {
    /// All partitions, when some came or ends changed.
    std::function<void(std::vector<partition_range>)> found;
    /// These are new; after they were `found`.
    std::function<void(std::vector<topic_partition>)> added;
  };

  lookup(const client& from, const kafka_options& options,
         reader_table& readers, connection_state& state, events tell);
  ~lookup();

  void start();
  /// Waits for a question that is under way, at most some seconds.
  void stop();
  /// A reader asks something or wants more; from any thread.
  void question();
  /// Something happened: looks for partitions now. From any thread.
  void refresh();
  /// The partition was `found`. From any thread.
  bool knows(const topic_partition& source) const;

private:
  using clock = std::chrono::steady_clock;

  void run();
  bool refresh_partitions();
  bool add(const std::vector<topic_partition>& fresh);
  void refresh_ends();
  void answer_questions();
  void wake_fetchers();
  void tell_found();
  bool stopped() const;

  catalog catalog_;
  reader_table& readers_;
  connection_state& state_;
  events tell_;
  unsigned rounds_ = 0; ///< of refresh_ends

  mutable std::mutex mutex_; ///< for what follows
  std::condition_variable changed_;
  std::map<topic_partition, bounds> known_; ///< changed by the thread only
  bool stopped_ = false;
  bool question_ = false;
  clock::time_point next_list_;
  std::thread thread_;
};

} // namespace murmuration::kafka
