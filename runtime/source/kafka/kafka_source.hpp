/// Source of Kafka topics. Two threads of its own, besides librdkafka's: one
/// serves the group, one asks for partitions and ends. Readers are woken by
/// librdkafka's threads, and take from their partition's queue on their
/// consumer's thread; so what `open` is given as `wake` must return at once.
///
///   auto source = make_kafka_source({.brokers = {"127.0.0.1:9092"},
///                                    .topics = {"tweets"}});
///   source->start({...});
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/source/record_source.hpp"

namespace murmuration {

struct kafka_options {
  std::vector<std::string> brokers; ///< host:port
  std::vector<std::string> topics;  ///< names, no patterns
  std::string group_id = "murmuration";
  /// Static membership: a restart within the session timeout moves nothing.
  /// Empty: a member without a name of its own.
  std::string instance_id;
  /// For librdkafka; may not touch what exactness rests on.
  std::map<std::string, std::string> properties;
  std::uint64_t record_bytes_max = 16u << 20;
  /// False: takes all partitions itself and commits nothing to the group.
  bool join_group = true;
  /// Fetched ahead of the readers, over all partitions as long as these are
  /// at most eight; each of more gets an eighth, but at least 1 MiB.
  std::size_t prefetch_bytes_max = 32u << 20;
  /// For `released` to come after `revoked`; then the group goes on without.
  std::chrono::milliseconds release_wait{5000};
  /// librdkafka's log lines with their syslog level, from its threads.
  std::function<void(int level, std::string_view line)> log;
};

/// Throws std::invalid_argument when an option is wrong; the text names it.
/// Calls nobody before `start`.
std::unique_ptr<record_source> make_kafka_source(kafka_options options);

} // namespace murmuration
