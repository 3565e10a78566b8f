/// A record on its way to a topic, and what it adds to the counts.
#pragma once

#include <string>
#include <vector>

namespace murmuration::records_out {

/// What a record adds to the counts once it is really sent.
struct receipt {
  bool tweet = true;               ///< false: a notice or nothing readable
  std::vector<std::string> tags{}; ///< keys, each once; only with --truth
};

/// One record on its way; reused from one to the next.
struct outgoing {
  std::string value{}; ///< without a newline
  std::string key{};   ///< the tweet's id, empty when it has none
  receipt adds{};
};

} // namespace murmuration::records_out
