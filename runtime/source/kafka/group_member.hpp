/// This engine as a member of the consumer group: which partitions are its
/// own. Fetches nothing itself. `poll` and `close` belong to one thread.
///
///   group_member member{options, {…}};
///   while (running) member.poll(50ms);
///   member.close(5s);
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "runtime/source/kafka/client.hpp"

namespace murmuration::kafka {

class group_member {
public:
  struct events {
    std::function<void(const std::vector<topic_partition>&)> assigned;
    /// To be let go of: answered by `released`, or not waited for longer.
    std::function<void(const std::vector<topic_partition>&)> revoked;
    /// They are no longer ours.
    std::function<void(const std::vector<topic_partition>&)> lost;
    /// Empty when all is well again.
    std::function<void(std::string)> trouble;
    /// For instance: another engine has the same `instance-id`.
    std::function<void(std::string)> fatal;
  };

  /// Throws std::invalid_argument. `options` outlives the member.
  group_member(const kafka_options& options, events tell);

  /// Joins, in the background.
  void subscribe();
  /// Serves one event, or waits for it at most `limit`.
  void poll(std::chrono::milliseconds limit);
  /// From any thread.
  void released(const std::vector<topic_partition>& partitions);
  /// From any thread; does not wait for the broker.
  void commit(const topic_partition& source, offset next);
  void close(std::chrono::milliseconds limit);

private:
  void serve(rd_kafka_event_t* event);
  void fail(rd_kafka_resp_err_t why, const std::string& text);
  void rebalance(rd_kafka_event_t* event);
  void let_go_if_due();
  void let_go();
  void join_anew();

  const kafka_options& options_;
  events tell_;
  std::vector<topic_partition> owned_;
  bool revoking_ = false;
  std::chrono::steady_clock::time_point deadline_;
  bool session_lost_ = false;         ///< and not joined again
  bool joins_anew_ = false;           ///< when all is let go of
  std::mutex mutex_;                  ///< for what follows
  std::set<topic_partition> waiting_; ///< to be released
  /// Replaced by the polling thread alone, which so reads it unlocked.
  std::unique_ptr<client> client_;
};

} // namespace murmuration::kafka
