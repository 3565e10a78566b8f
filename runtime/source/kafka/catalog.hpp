/// Asks the brokers which partitions there are and what they hold. Calls wait
/// for the broker, at most a few seconds; for one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/source/kafka/client.hpp"
#include "runtime/source/kafka/resume.hpp"

namespace murmuration::kafka {

class catalog {
public:
  /// Both outlive the catalog.
  catalog(const client& from, const kafka_options& options);

  struct topics {
    std::vector<topic_partition> partitions;
    std::vector<std::string> missing; ///< topics that do not exist
    std::string error;                ///< why no broker could tell
  };
  topics list();

  struct answer {
    std::map<topic_partition, offset> offsets;
    std::string error; ///< then `offsets` lacks some or all
  };
  answer earliest(const std::vector<topic_partition>& partitions);
  answer ends(const std::vector<topic_partition>& partitions);

  /// The end as the last fetch told it; none while nothing was fetched.
  std::optional<offset> fetched_end(const topic_partition& source) const;

private:
  void add_topic(const std::string& name, topics& result);
  answer query(const std::vector<topic_partition>& partitions,
               std::int64_t what);

  const client& client_;
  const kafka_options& options_;
};

} // namespace murmuration::kafka
