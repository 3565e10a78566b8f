/// The aggregate as an actor: messages in, effects out as messages, and a view
/// for the dashboard at most every millisecond. When it dies, the engine ends:
/// the ledger has everything that was durable, the rest is read again.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "messages/interfaces.hpp"
#include "runtime/aggregate/aggregate.hpp"
#include "runtime/clock.hpp"

namespace murmuration {

/// Who the aggregator talks to, besides the consumers.
struct aggregator_peers {
  store_writer_actor store_writer;
  supervisor_actor supervisor;
  dashboard_actor dashboard;              ///< none: no views are made
  letter_writer_actor letter_writer = {}; ///< none: dead letters are off
};

struct aggregator_state {
  static constexpr const char* name = "aggregator";

  std::unique_ptr<aggregate_effects> effects;
  std::unique_ptr<aggregate> counts;
  std::map<topic_partition, consumer_actor> consumers; ///< of those assigned
  std::optional<caf::typed_response_promise<drain_report>> drained;
  trouble told;                    ///< what the supervisor knows
  std::uint64_t shown_version = 0; ///< what the dashboard has
  /// What of the counts a slower view showed last, and when.
  struct shown_view {
    std::uint64_t version = 0;
    std::int64_t at_ms = 0;
  };
  shown_view times; ///< the history
  shown_view lists; ///< windows and trends
  bool publish_armed = false;
  caf::actor_clock::time_point published{}; ///< when the last view was
  bool finished = false;                    ///< the drain was reported
};

/// `durable(tp, next)` tells the source how far the ledger is.
aggregator_actor::behavior_type
aggregator(aggregator_actor::stateful_pointer<aggregator_state> self,
           aggregate_options options, aggregator_peers peers,
           std::function<void(const topic_partition&, offset)> durable,
           wall_clock now);

} // namespace murmuration
