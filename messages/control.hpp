/// Small messages that steer the actors.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "messages/batch.hpp"
#include "messages/ids.hpp"
#include "messages/partial.hpp"
#include "messages/view.hpp"

namespace murmuration {

struct start_reading {
  epoch at_epoch;
  offset from;
  std::optional<fingerprint> last;
};

struct batch_failed {
  topic_partition source;
  epoch at_epoch;
  sequence number;
  leg which = leg::records;
  std::string reason;
};

struct read_failed {
  topic_partition source;
  epoch at_epoch;
  std::string reason;
};

/// What a source knows of a partition: [earliest, end).
struct partition_range {
  topic_partition source;
  offset earliest;
  offset end;
  bool end_known = true; ///< false: nobody knows what will come, `end` is 0

  std::optional<offset> known_end() const {
    return end_known ? std::optional{end} : std::nullopt;
  }
};

using source_ranges = std::shared_ptr<const std::vector<partition_range>>;
using partition_list = std::shared_ptr<const std::vector<topic_partition>>;

struct source_connection {
  bool connected = false;
  std::string reason; ///< why not
};

/// From a worker to its pool; `busy_ns` is what the batch took.
struct work_done {
  batch_ptr batch;
  std::uint32_t worker = 0;
  std::uint64_t busy_ns = 0;
};

/// Empty: never seen.
using tag_answer = std::shared_ptr<const top_tag>;
using tag_list = std::shared_ptr<const std::vector<top_tag>>;

struct engine_failure {
  std::string reason;
};

/// Reasons, for people, why the aggregator is degraded; none: it is not.
struct trouble {
  std::vector<std::string> reasons;
  bool operator==(const trouble&) const = default;
};

/// The last view before the end; `complete` when all is durable.
struct drain_report {
  live_view_ptr view;
  bool complete = false;
  lists_view_ptr lists = nullptr; ///< null: both lists are off
};

} // namespace murmuration
