/// Where each cell of the ledger lives. Numbers are padded with zeros, so that
/// key order is numeric order; `|` separates and is in no part. Pure functions.
///
///     delta    <job>|d|<topic>|<generation %05d>|<partition %05d>|<start
///     %020d> genesis  <job>|g origin   <job>|o|<topic>|<partition %05d>
///     pointer  <job>|p|<number %020d>
///     chunk    <job>|s|<number %020d>|<id %016x>|<chunk %05d>
///     hold     <job>|h|<instance>, `|` in the instance written as `_`
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "messages/ids.hpp"
#include "runtime/store/ledger_store.hpp"

namespace murmuration::keys {

std::string delta(std::string_view job, const topic_partition& source,
                  position start);
std::string genesis(std::string_view job);
std::string origin(std::string_view job, const topic_partition& source);
std::string pointer(std::string_view job, std::uint64_t number);
std::string chunk(std::string_view job, std::uint64_t number, std::uint64_t id,
                  std::uint32_t index);
std::string hold(std::string_view job, std::string_view instance);

/// Deltas of one generation from this start on.
key_range deltas_from(std::string_view job, const topic_partition& source,
                      position first);
/// Deltas of one generation that start below this position.
key_range deltas_below(std::string_view job, const topic_partition& source,
                       position end);
/// All deltas of the job: by topic, generation, partition, start.
key_range deltas(std::string_view job);
key_range origins(std::string_view job);
/// Pointers with this number or a higher one.
key_range pointers_from(std::string_view job, std::uint64_t number);
/// Pointers and chunks with a number below this one.
key_range pointers_below(std::string_view job, std::uint64_t number);
key_range chunks_below(std::string_view job, std::uint64_t number);
key_range holds(std::string_view job);
/// Everything the job ever wrote.
key_range all(std::string_view job);

/// The range behind `key`, for reading on where a scan stopped.
key_range behind(std::string_view key, const key_range& range);

/// A delta's place, read back from its key.
struct delta_place {
  topic_partition source;
  position start;
};
std::optional<delta_place> parse_delta(std::string_view key);

/// May stand between two `|`.
bool is_part(std::string_view name);

} // namespace murmuration::keys
