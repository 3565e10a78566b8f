/// What the tables of older readers are made of: asked for by the
/// serving_writer, told by the aggregator.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "messages/delta.hpp"
#include "messages/view.hpp"

namespace murmuration {

/// What became durable within some time: the input of one row of history.
/// Bounds are kept by runtime/serving/input.hpp, which fills it.
struct served_input {
  std::unordered_map<std::string, std::uint64_t> words{};
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;
  std::uint64_t neutral = 0;
  std::vector<recent_tweet> texts{}; ///< newest first
};

struct serving_batch {
  bool mine = false; ///< this engine writes the tables; else all is empty
  std::int64_t taken_ms = 0;        ///< when this was told
  served_input input;               ///< since the last answer
  std::vector<top_tag> top;         ///< the ten most used, as counted now
  std::vector<std::string> deleted; ///< ids taken back, the oldest first
};

/// Null: the counts are being caught up with, ask again.
using serving_batch_ptr = std::shared_ptr<const serving_batch>;

/// Why the tables are behind, for people; none: they are not.
struct serving_trouble {
  std::vector<std::string> reasons;
  bool operator==(const serving_trouble&) const = default;
};

} // namespace murmuration
