/// What there is to recount, read off the ledger before the first record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/audit/cells.hpp"
#include "tools/audit/chain.hpp"
#include "tools/audit/served.hpp"

namespace murmuration::audit {

/// A set of positions at which sums are compared.
struct mark {
  std::string name; ///< `snapshot 3`
  std::map<topic_partition, position> at;
};

struct saved_snapshot {
  pointer announced;
  snapshot_content content;
};

struct plan {
  std::vector<chain> chains;
  std::vector<saved_snapshot> snapshots; ///< newest first, at most two
  std::optional<served_counts> served;
  /// Of `snapshots`, in their order, then `before` and `after` of `served`.
  std::vector<mark> marks;
  std::vector<std::string> notes;
};

/// Checks the chains on the way. `last`: see `options`; then no sums are
/// compared, because the records below are not read.
plan make_plan(cells& book, std::optional<served_counts> served,
               std::optional<std::uint64_t> last);

} // namespace murmuration::audit
