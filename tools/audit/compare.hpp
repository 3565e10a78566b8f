/// Ledger against recount; each throws the first `difference` it finds.
#pragma once

#include "messages/ledger_records.hpp"
#include "tools/audit/cells.hpp"
#include "tools/audit/recount.hpp"

namespace murmuration::audit {

struct compare_options {
  bool tags = true; ///< the engine counted tags
  /// The recount has not all of the records: what the ledger has more is fine.
  bool lower_bounds = false;
  /// Each offset is a record, a hole or in a gap (Kafka); else a byte.
  bool offsets_are_records = false;
};

/// One delta, whose records the current run has.
void compare_delta(const topic_partition& source, const link& place,
                   const delta& cell, const recount& counted,
                   const compare_options& options);

/// One partition of a snapshot, right after it was recounted.
void compare_sums(const std::string& where, const partition_state& saved,
                  const tally& counted, const compare_options& options);

/// The tags and times of a snapshot, at the end.
void compare_snapshot(const std::string& where, const snapshot_content& saved,
                      const recount& counted, std::size_t mark,
                      const compare_options& options);

} // namespace murmuration::audit
