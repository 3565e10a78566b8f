/// A record on its way to a topic, and what it adds to the counts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace murmuration::records_out {

/// What a record adds to the counts once it is really sent.
struct receipt {
  bool tweet = true;               ///< false: a notice or nothing readable
  std::vector<std::string> tags{}; ///< keys, each once; only with --truth
  /// The campaign that it belongs to, by its place among the truth's.
  std::optional<std::size_t> campaign{};
};

/// One record on its way; reused from one to the next.
struct outgoing {
  std::string value{}; ///< without a newline
  std::string key{};   ///< the tweet's id, empty when it has none
  receipt adds{};
};

} // namespace murmuration::records_out
