/// Malformed records that are kept for the dead letters, and the calls that
/// have them written. A page belongs to one batch; its views point into its own
/// arena, so that a letter does not hold on to the tweets around it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"
#include "messages/ids.hpp"
#include "messages/tweet.hpp"

namespace murmuration {

struct dead_letter {
  offset at;
  malformed_reason reason = malformed_reason::none;
  std::string_view key; ///< of the record, empty when it has none
  /// As the source gave it: of a `too_large` record nothing.
  std::string_view value;
  std::uint64_t value_bytes = 0; ///< the true length
  std::int64_t timestamp_ms = -1;
};

struct letter_page {
  std::vector<dead_letter> letters; ///< in offset order
  arena bytes;

  /// What it costs to keep.
  std::size_t size() const {
    return bytes.bytes() + letters.capacity() * sizeof(dead_letter);
  }
};

using letter_page_ptr = std::shared_ptr<const letter_page>;

/// Writes the letters of a delta that is about to be appended, but for those
/// that are there already.
struct letters_call {
  std::uint64_t number = 0; ///< its answer brings it back
  std::uint64_t reload = 0;
  topic_partition source;
  epoch at_epoch;
  position start;                     ///< all before is durable
  std::vector<letter_page_ptr> pages; ///< in offset order
};

struct letters_answer {
  topic_partition source;
  std::uint64_t number = 0;
  std::string error;         ///< empty: all of them are there, durable
  std::uint64_t written = 0; ///< letters, since the letter_writer was made
};

using letters_call_ptr = std::shared_ptr<const letters_call>;
using letters_answer_ptr = std::shared_ptr<const letters_answer>;

} // namespace murmuration
