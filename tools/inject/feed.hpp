/// Where records come from: made up or read from a file. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace murmuration::inject {

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

class feed {
public:
  virtual ~feed() = default;
  /// Fills in the next record; false when there is none. Throws
  /// std::runtime_error on input that cannot be used.
  virtual bool next(outgoing& record) = 0;
};

} // namespace murmuration::inject
