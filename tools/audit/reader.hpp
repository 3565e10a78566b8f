/// Port to a partition's records, one after the other.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "config/settings.hpp"
#include "messages/ids.hpp"

namespace murmuration::audit {

struct source_record {
  std::int64_t at = 0;
  std::int64_t next = 0;
  std::string_view value; ///< until the next call; empty when too large
  bool tombstone = false;
  bool too_large = false;         ///< longer than `source.record-bytes-max`
  std::int64_t timestamp_ms = -1; ///< −1: the source has none
};

/// Every call throws `cannot_audit` when the source cannot be read.
class record_reader {
public:
  virtual ~record_reader() = default;
  /// The first offset that is still there.
  virtual std::int64_t earliest() = 0;
  /// Everything from here on was not yet read.
  virtual std::int64_t position() const = 0;
  /// The next record that begins before `until`. False: `position` is at or
  /// behind `until`, or the log ends before it.
  virtual bool next(source_record& out, std::int64_t until) = 0;
};

std::unique_ptr<record_reader> open_log(const std::filesystem::path& file,
                                        std::int64_t from,
                                        std::uint64_t record_bytes_max);

std::unique_ptr<record_reader> open_topic(const settings& config,
                                          const topic_partition& source,
                                          std::int64_t from);

/// As the config names the source.
std::unique_ptr<record_reader> open_source(const settings& config,
                                           const topic_partition& source,
                                           std::int64_t from);

} // namespace murmuration::audit
