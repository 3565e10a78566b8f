/// The state that a job's ledger amounts to, by plain maps: the newest snapshot
/// and every delta after it. What an engine's counts must equal; for tools,
/// tests and audits, not for the engine itself.
///
///   auto state = fold(book, fold_depth::counts);
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "messages/ledger_records.hpp"
#include "runtime/ledger/ledger.hpp"

namespace murmuration {

/// Moves a partition on by the delta that starts where it stands.
void advance(partition_state& state, const delta& content);

struct folded {
  std::optional<genesis> born;             ///< none: the job never began here
  std::optional<pointer> newest;           ///< the snapshot it starts from
  std::vector<partition_state> partitions; ///< by topic, then number
  /// Counts by key and spelling.
  std::map<std::pair<std::string, std::string>, std::uint64_t> tags;
  std::uint64_t deltas = 0; ///< behind the snapshot

  const partition_state* find(const topic_partition& source) const;
};

enum class fold_depth : std::uint8_t {
  partitions, ///< reads no chunk; `tags` stays empty
  counts,
};

/// Starts over, a bounded number of times, when a newer snapshot overtakes it.
store_result<folded> fold(ledger& book, fold_depth depth);

} // namespace murmuration
