/// The ledger's other records beside the delta: where a job and its partitions
/// began, and what a snapshot holds. Encodings are in runtime/ledger/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "messages/delta.hpp"
#include "messages/ids.hpp"

namespace murmuration {

/// Where a partition's chain begins.
struct origin {
  topic_partition source;
  position at;
  bool operator==(const origin&) const = default;
};

/// Written once a job: all origins known at its birth.
struct genesis {
  std::uint64_t nonce = 0;
  std::vector<origin> origins;
  std::uint64_t rules = 0; ///< hash of the counting rules at birth
  std::string writer;
  std::int64_t written_ms = 0;
  bool operator==(const genesis&) const = default;
};

/// What is known of one partition at a position of its chain.
struct partition_state {
  topic_partition source;
  position origin; ///< of this generation
  position at;
  totals sums;   ///< of this generation, up to `at`
  totals before; ///< of the generations before, gaps left empty
  std::optional<fingerprint> last;
  std::string owner; ///< writer of the last delta
  bool operator==(const partition_state&) const = default;
};

/// Announces a snapshot, all of whose chunks are durable.
struct pointer {
  std::uint64_t number = 0;
  std::uint64_t id = 0; ///< fresh and random, part of the chunks' keys
  std::uint32_t chunks = 0;
  std::vector<partition_state> partitions;
  std::uint64_t bytes = 0; ///< of all chunks, encoded
  std::string writer;
  std::int64_t written_ms = 0;
  bool operator==(const pointer&) const = default;
};

/// A second that left the windows before its time.
struct lost_second {
  std::int64_t second = 0;
  std::uint64_t most = 0; ///< uses of any one tag, at most
  bool operator==(const lost_second&) const = default;
};

/// What the lists of a snapshot do not hold of what they should.
struct list_loss {
  std::int64_t seconds_to = -1;     ///< up to this second uses were not kept
  std::int64_t authors_to = -1;     ///< the same for the authors
  std::vector<lost_second> seconds; ///< ascending
  bool operator==(const list_loss&) const = default;
};

/// The counts of all partitions at a pointer's positions, or a part of them.
struct snapshot_content {
  std::vector<tag_count> tags;       ///< in no order; some may count 0
  std::vector<second_count> seconds; ///< last hour, ascending
  std::vector<second_count> minutes; ///< last week; `second` starts the minute
  std::vector<second_words> words;   ///< last hour, ascending
  std::vector<recent_tweet> recent;  ///< newest first
  std::vector<std::string> deleted;  ///< ids taken back, the oldest first
  /// A day of seconds, six hours of minutes; none: switched off. A second or
  /// a minute with many tags may be in several parts.
  std::optional<std::vector<second_uses>> tag_seconds;
  std::optional<std::vector<minute_authors>> tag_authors;
  list_loss lost;
  bool operator==(const snapshot_content&) const = default;
};

struct snapshot {
  pointer announced;
  snapshot_content content;
};

/// A snapshot as it is read. `next` gives its content part by part, none at
/// the end, and throws std::runtime_error, which names the cell, when one is
/// broken though its checksum holds.
struct saved_snapshot {
  pointer announced;
  std::function<std::optional<snapshot_content>()> next;
};

/// Who counts which partitions now; rewritten while it lives.
struct hold {
  std::string instance;
  std::vector<topic_partition> partitions;
  std::int64_t written_ms = 0;
  bool operator==(const hold&) const = default;
};

} // namespace murmuration
