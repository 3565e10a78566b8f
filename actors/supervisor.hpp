/// Starts the consumers that the source asks for, watches everyone, tells the
/// dashboard how the engine is, and ends it in the order of the dataflow. When
/// an actor that has no understudy dies, the engine ends with an error: all
/// that was durable is in the ledger. The serving_writer, without which the
/// counts are as true, is made again after a while.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "messages/interfaces.hpp"
#include "runtime/source/record_source.hpp"

namespace murmuration {

/// The actors of one engine, as the topology made them.
struct engine_parts {
  aggregator_actor aggregator;
  store_writer_actor store_writer;
  letter_writer_actor letter_writer;   ///< none when dead letters are off
  serving_writer_actor serving_writer; ///< none: no table is enabled
  std::vector<leg_pool_actor> pools;
  dashboard_actor dashboard; ///< none with `--drain`
  std::function<consumer_actor(const topic_partition&)> make_consumer;
  std::function<serving_writer_actor()> make_serving_writer;
};

/// How the engine ended: `failure` empty when it was asked to, or had drained.
struct engine_end {
  std::string failure;
  drain_report report;
  tag_list tags; ///< with `export_tags`
};

struct supervisor_options {
  /// Makes the other actors, which know the supervisor by this handle.
  std::function<engine_parts(supervisor_actor)> build;
  std::shared_ptr<record_source> source;
  std::function<void(engine_end)> ended; ///< called once, at the very end
  bool export_tags = false; ///< after a drain, hand out every tag's count
  /// With the store down, what is not durable is read again: give up then.
  std::chrono::milliseconds stop_within{5000};
};

struct supervisor_state {
  static constexpr const char* name = "supervisor";

  engine_status status() const;

  engine_parts parts;
  std::map<topic_partition, consumer_actor> consumers;
  source_connection connection;
  trouble aggregator_trouble;
  serving_trouble tables_trouble;
  /// Before the serving_writer is made again: doubles from 1 s to 1 min.
  std::chrono::seconds serving_wait{1};
  std::vector<pool_view> pools; ///< as reported last
  bool stopping = false;
  bool finished = false; ///< the end was told
  engine_end end;
};

supervisor_actor::behavior_type
supervisor(supervisor_actor::stateful_pointer<supervisor_state> self,
           supervisor_options options);

} // namespace murmuration
