/// Writes the tables that A's and B's readers read. It asks the aggregator
/// whenever a table is due, so while the store hangs nothing piles up but in
/// the aggregate, which adds it up. It has a connection and a thread of its
/// own: the ledger never waits for it.
///
/// When it dies, the engine goes on counting, the supervisor makes another
/// after a while, and the rows that waited are lost; `latest` and the hashtags
/// are whole again with the next write.
#pragma once

#include <functional>
#include <memory>

#include "messages/interfaces.hpp"
#include "runtime/clock.hpp"
#include "runtime/serving/tables.hpp"

namespace murmuration {

struct serving_writer_state {
  static constexpr const char* name = "serving_writer";

  /// Takes what the aggregator told, none: it is catching up; writes what is
  /// due and what waits.
  void round(const serving_batch_ptr& batch, std::int64_t now_ms, bool last);

  std::unique_ptr<serving::serving_tables> tables;
  bool asked = false;   ///< an answer is on its way
  serving_trouble told; ///< what the supervisor knows
};

/// Spawn it detached: its calls block.
serving_writer_actor::behavior_type serving_writer(
    serving_writer_actor::stateful_pointer<serving_writer_state> self,
    serving::serving_options options,
    std::shared_ptr<serving::table_store> store, aggregator_actor aggregator,
    supervisor_actor supervisor, wall_clock now);

} // namespace murmuration
