/// The one place that wires the actors. The program and the simulation both
/// build their engines here; they differ in what stands behind the ports, in
/// the clock and in the scheduler.
///
///   auto engine = spawn_engine(system, std::move(options), slot);
///   caf::anon_send(engine, stop_atom::value);
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include <caf/actor_system.hpp>

#include "actors/supervisor.hpp"
#include "config/settings.hpp"
#include "messages/interfaces.hpp"
#include "runtime/aggregate/options.hpp"
#include "runtime/classify/sentiment_model.hpp"
#include "runtime/clock.hpp"
#include "runtime/letters/letter_sink.hpp"
#include "runtime/serving/table_store.hpp"
#include "runtime/source/record_source.hpp"
#include "runtime/store/ledger_store.hpp"

namespace murmuration {

struct engine_options {
  settings config;
  std::string instance; ///< names this engine in the ledger
  std::shared_ptr<record_source> source;
  std::shared_ptr<ledger_store> store;
  std::shared_ptr<letter_sink> letters; ///< null: dead letters are off
  bool shared_store = false;            ///< other engines may write to it
  std::shared_ptr<const sentiment_model> model; ///< null: the leg is off
  /// Of a drain: each partition is read up to its first record later than
  /// this. None: up to its end.
  std::optional<std::int64_t> until_ms;
  bool drain = false;       ///< end at the ends that are seen first
  bool export_tags = false; ///< then hand out every tag's count
  wall_clock now;
  std::function<std::uint64_t()> random;
  /// Makes the dashboard; empty: nobody looks.
  std::function<dashboard_actor()> make_dashboard;
  std::function<void(engine_end)> ended;
  /// Makes the store_writer; empty: the one with a thread of its own, because
  /// its calls block.
  std::function<store_writer_actor()> make_store_writer;
  /// Makes the letter_writer; empty: as above.
  std::function<letter_writer_actor()> make_letter_writer;
  /// Where the tables of older readers are, when one is enabled: called for
  /// each serving_writer, which has it for itself. Empty: none is.
  std::function<std::shared_ptr<serving::table_store>()> make_tables;
  /// What the config does not say; the rest is filled in from it.
  aggregate_options counting;
};

/// The aggregator, once the supervisor has made it. Thread safe.
class aggregator_slot {
public:
  void set(aggregator_actor made) {
    std::lock_guard guard{mutex_};
    made_ = std::move(made);
  }
  /// Null before it is made.
  aggregator_actor get() const {
    std::lock_guard guard{mutex_};
    return made_;
  }

private:
  mutable std::mutex mutex_;
  aggregator_actor made_;
};

/// `slot` gets the aggregator as soon as there is one.
supervisor_actor spawn_engine(caf::actor_system& system, engine_options options,
                              std::shared_ptr<aggregator_slot> slot);

} // namespace murmuration
