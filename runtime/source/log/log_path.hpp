/// Where a partition's records lie, and which names are partitions.
///   partition_of("3.jsonl") → 3;  partition_of("03.jsonl") → none
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "messages/ids.hpp"

namespace murmuration::log_files {

/// None when the name is not a plain number below 100,000 (the ledger's keys
/// hold five digits), without leading zeros, and `.jsonl`.
std::optional<partition_id> partition_of(std::string_view file_name);

/// Kafka's rule for names, so that a log can move there and `|`, which
/// separates the parts of a ledger key, never occurs.
bool is_topic(std::string_view directory_name);

std::filesystem::path file_of(const std::filesystem::path& directory,
                              const topic_partition& source);

} // namespace murmuration::log_files
