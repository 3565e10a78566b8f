/// What partitions a log directory holds, and how far their records reach. For
/// the watching thread alone.
///   log_directory logs{"dir"};  auto seen = logs.scan();
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "messages/ids.hpp"
#include "runtime/source/record_source.hpp"

namespace murmuration::log_files {

class log_directory {
public:
  explicit log_directory(std::filesystem::path directory);

  struct changes {
    std::vector<topic_partition> appeared; ///< in no order
    std::vector<topic_partition> changed;  ///< other size than at the last scan
    std::vector<std::string> topics;       ///< directories seen now
    std::string error; ///< what could not be read; a missing directory is none
  };
  changes scan();

  /// All partitions ever seen, by topic and number; reads the tails of those
  /// whose size changed.
  std::vector<partition_range> ranges();

private:
  struct known {
    std::int64_t size = 0;
    std::int64_t end = 0;       ///< behind the last newline
    std::int64_t looked_at = 0; ///< `end` is true of this size
  };

  void scan_topic(const std::string& topic, changes& result);
  void update_end(const topic_partition& source, known& x) const;

  std::filesystem::path directory_;
  std::map<topic_partition, known> known_;
};

} // namespace murmuration::log_files
