/// Port to where dead letters go. Calls block, bounded by the adapter's
/// time-outs, and come from one thread at a time. No call throws.
///
///   auto there = sink.read_back(tp, durable);
///   if (there.error.empty()) error = sink.write(tp, durable.gen, missing);
#pragma once

#include <string>
#include <vector>

#include "messages/dead_letter.hpp"
#include "messages/ids.hpp"

namespace murmuration {

/// The letters of one partition at or above a position.
struct letter_tail {
  std::string error;         ///< for people; empty: `there` is complete
  std::vector<offset> there; ///< durable; in any order
};

class letter_sink {
public:
  virtual ~letter_sink() = default;

  /// Which letters of `source`, of the generation and at or above the offset
  /// of `from`, are there. What this engine, in this life or an earlier one,
  /// began to write and was not told the end of has either arrived when this
  /// returns or never will.
  virtual letter_tail read_back(const topic_partition& source,
                                position from) = 0;

  /// Appends these, in offset order. Empty: all are durable. Else the reason,
  /// and nobody knows which are there until `read_back` says so.
  virtual std::string write(const topic_partition& source, generation gen,
                            const std::vector<dead_letter>& letters) = 0;
};

/// The key of a letter, the coordinates of its record:
/// `topic/partition/offset`.
inline std::string letter_key(const topic_partition& source, offset at) {
  return to_string(source) + "/" + std::to_string(at.value);
}

} // namespace murmuration
