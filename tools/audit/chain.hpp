/// Whether a partition's deltas are one chain: from the origin, or from the
/// snapshot below which they may be deleted, without a hole, an overlap or a
/// delta beside it. Pure.
#pragma once

#include <optional>
#include <vector>

#include "tools/audit/cells.hpp"

namespace murmuration::audit {

struct chain {
  topic_partition source;
  position origin;         ///< of the current generation
  std::vector<link> links; ///< of the current generation, still there
  position first; ///< where they begin; what is before was folded and deleted
  position end;
  /// Generations before this one, whose log is gone.
  bool has_former = false;
  /// Deltas below `kept` that do not lead to it: left over, or written late.
  std::size_t left_over = 0;
};

/// `kept`: the position of the newest snapshot but one, if there is one.
/// `announced`: those of both. Throws `difference`.
chain check_chain(const origin& begins, const std::optional<position>& kept,
                  const std::vector<partition_state>& announced,
                  const std::vector<link>& all);

} // namespace murmuration::audit
