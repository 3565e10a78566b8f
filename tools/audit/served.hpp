/// What an engine serves: its counts between two moments, since they move
/// while they are read. Throws `cannot_audit` when it does not answer.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "messages/batch.hpp"
#include "messages/ids.hpp"

namespace murmuration::audit {

struct served_tag {
  std::string tag; ///< with its `#`
  std::string key;
  std::uint64_t count = 0;
};

struct served_partition {
  position applied;
  tally outcomes;
};

/// One status document.
struct served_status {
  std::map<topic_partition, served_partition> partitions;
  std::uint64_t counted = 0;
};

/// The top list is of a moment from `before` to `after`; of just one where the
/// offsets of both are the same.
struct served_counts {
  served_status before;
  served_status after;
  std::uint64_t tweets = 0;
  std::vector<served_tag> tags;

  bool is_exact() const;
};

/// `address`: `http://host:port`. Asks again, for at most 10 s, until the two
/// statuses agree, then for the closest ones that hold the list between them.
served_counts ask_engine(const std::string& address);

} // namespace murmuration::audit
