/// Sends records to a Kafka topic: idempotent, keyed by the tweet's id,
/// partition by the key's hash (librdkafka's `consistent_random`), lz4. Makes
/// the topic when it is missing. The truth gets what a broker acknowledged.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "tools/records_out/sink.hpp"
#include "tools/records_out/truth.hpp"

namespace murmuration::records_out {

struct kafka_target {
  std::string brokers{}; ///< HOST:PORT[,HOST:PORT…]
  std::string topic{};
  std::uint32_t partitions = 1; ///< of a topic that is made
  std::string client{};         ///< name in the broker's logs
  /// How long to wait for a broker at the start.
  std::chrono::milliseconds patience{15'000};
  /// How long a record may wait for others to go with it. What waits longer,
  /// behind a request under way, keeps librdkafka's thread busy (it spins).
  std::chrono::milliseconds linger{5};
  /// The records that are not acknowledged have no more bytes, but one may be
  /// larger; at most 64 MiB.
  std::size_t under_way_bytes_max = 64u << 20;
  /// How long a record may wait for its acknowledgement, through a broker's
  /// restart: Kafka's own `delivery.timeout.ms`.
  std::chrono::milliseconds delivery{120'000};
};

/// Throws std::runtime_error when no broker answers in time or the topic can
/// neither be found nor made. `counts` outlives the sink.
std::unique_ptr<sink> make_kafka_sink(const kafka_target& target,
                                      truth& counts);

} // namespace murmuration::records_out
