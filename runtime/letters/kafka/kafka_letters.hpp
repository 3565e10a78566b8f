/// Dead letters in a Kafka topic. They are written in transactions: the first
/// thing a new life does is to take over its predecessor's transactional id,
/// after which nothing of the predecessor can appear any more.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/letters/letter_sink.hpp"

namespace murmuration {

struct kafka_letters_options {
  std::vector<std::string> brokers;
  std::string topic; ///< made when it is missing
  /// The same over restarts of an engine, and never that of two at once.
  std::string transactional_id;
  std::uint64_t record_bytes_max = 0; ///< a topic that is made takes as much
  std::map<std::string, std::string> properties; ///< for librdkafka
  /// Syslog's level and librdkafka's line; from any thread.
  std::function<void(int, std::string_view)> log;
};

/// Connects when the first letter comes. Throws std::invalid_argument when a
/// property is none of librdkafka's.
std::shared_ptr<letter_sink> make_kafka_letters(kafka_letters_options options);

} // namespace murmuration
