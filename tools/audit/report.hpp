/// What an audit found, for people and for programs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/audit/difference.hpp"

namespace murmuration::audit {

struct report {
  std::string job;
  std::uint64_t partitions = 0;
  std::uint64_t records = 0; ///< read and judged
  std::uint64_t tweets = 0;
  std::uint64_t tags = 0;   ///< distinct spellings met
  std::uint64_t deltas = 0; ///< compared, cell by cell
  std::uint64_t snapshots = 0;
  bool served = false; ///< compared with the JSON of an engine
  double seconds = 0;
  std::vector<std::string> notes; ///< what was not compared, and why
  std::optional<difference> found;
};

std::string as_text(const report& x);
std::string as_json(const report& x);

} // namespace murmuration::audit
