/// The audit: every record that the source still holds recounted, and compared
/// with the ledger's cells and, if asked, with what an engine serves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "config/settings.hpp"
#include "tools/audit/report.hpp"

namespace murmuration::audit {

struct options {
  /// Only the newest whole deltas with so many records of each topic.
  std::optional<std::uint64_t> last;
  std::optional<std::string> tag;    ///< only this one, in any spelling
  std::optional<std::string> engine; ///< `http://host:port`
};

/// Told now and then: the partition, and how much of it is done.
using progress = std::function<void(const topic_partition& source, double done,
                                    std::uint64_t records)>;

/// A difference is in the report. Throws `cannot_audit`.
report run_audit(const settings& config, const options& asked,
                 const progress& tell);

} // namespace murmuration::audit
