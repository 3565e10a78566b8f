/// Reads one partition, decodes its records and sends them off in batches, as
/// far as credit allows. When it dies, what it had read and not sent is read
/// again by its successor; nothing is lost.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "messages/interfaces.hpp"
#include "runtime/clock.hpp"
#include "runtime/decode/decoder.hpp"
#include "runtime/source/record_source.hpp"

namespace murmuration {

struct consumer_options {
  read_limits limits;       ///< of one batch
  std::uint32_t credit = 8; ///< batches in flight, over all epochs
  std::int64_t linger_ms = 2;
  bool keep_letters = false; ///< malformed records go with their batch
  /// Reads up to the first tweet that is later; none: as far as there is.
  std::optional<std::int64_t> until_ms;
  wall_clock now;
};

/// Where a consumer's batches go: the legs that are on, and the aggregator.
struct consumer_outlets {
  std::vector<leg_pool_actor> legs;
  aggregator_actor aggregator;
};

/// Collects the records of one batch.
struct consumer_state : record_sink {
  static constexpr const char* name = "consumer";

  /// Takes a record into the open batch; false when the batch is full.
  bool take(const record_view& record) override;

  /// Begins an epoch; what was collected and not sent is forgotten.
  void start(const start_reading& where);
  void halt();

  /// Reads once into the open batch.
  read_result read();
  /// The batch, with its sums made, and a new one begun.
  batch_ptr seal();
  void begin_batch(offset first);
  /// The malformed records of a batch that a log line is spent on.
  std::vector<rejected> worth_logging(const tweet_batch& x);

  /// A batch that ends the reading goes even when it is empty.
  bool anything_collected() const {
    return batch->first != batch->next || batch->ends;
  }
  bool batch_is_full() const;
  void keep(const record_view& record, malformed_reason reason);

  topic_partition source;
  consumer_options options;
  std::unique_ptr<partition_reader> reader; ///< none while halted
  decoder decode;
  std::shared_ptr<tweet_batch> batch;   ///< bounded by options.limits
  std::shared_ptr<letter_page> letters; ///< of `batch`; null: none yet
  std::size_t bytes = 0;                ///< of the values in `batch`
  bool refused = false; ///< a record did not fit into `batch` any more
  epoch at_epoch;
  sequence number;
  std::uint32_t credit = 0; ///< batches that may still be sent
  bool linger_armed = false;
  std::optional<record_view> last_taken; ///< valid until the next read
  std::int64_t log_window_ends_ms = 0;
  std::uint32_t logged = 0; ///< lines in this window
  std::uint64_t unlogged = 0;
};

/// `self->spawn(consumer, tp, source, outlets, options)`.
consumer_actor::behavior_type
consumer(consumer_actor::stateful_pointer<consumer_state> self,
         topic_partition partition, std::shared_ptr<record_source> source,
         consumer_outlets outlets, consumer_options options);

} // namespace murmuration
