/// Types for the numbers that must not be mixed up: a place in a partition is
/// not a count, an epoch is not a sequence number. Values, no thread safety
/// needed:  offset next{42};  next.value + 1
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace murmuration {

template <class Tag, class Rep>
struct strong {
  Rep value{};
  auto operator<=>(const strong&) const = default;
};

/// A place in a partition's log, always "next to read": a record offset in
/// Kafka, a byte position in a log file.
using offset = strong<struct offset_tag, std::int64_t>;

using partition_id = strong<struct partition_tag, std::int32_t>;

/// Raised at each rewind of a partition: what carries an older one is stale.
using epoch = strong<struct epoch_tag, std::uint64_t>;

/// Numbers the batches of one partition within one epoch, from 0.
using sequence = strong<struct sequence_tag, std::uint64_t>;

/// Counts how often the operator declared a partition's log to be a new one.
using generation = strong<struct generation_tag, std::uint32_t>;

struct topic_partition {
  std::string topic;
  partition_id partition;
  auto operator<=>(const topic_partition&) const = default;
};

/// `tweets/3`, as log lines and errors show it.
inline std::string to_string(const topic_partition& x) {
  return x.topic + "/" + std::to_string(x.partition.value);
}

/// Where a partition's chain of deltas stands. A later generation is further
/// on, whatever its offset.
struct position {
  generation gen;
  offset next;
  auto operator<=>(const position&) const = default;
};

} // namespace murmuration
