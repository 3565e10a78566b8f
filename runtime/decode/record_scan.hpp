/// One pass over a JSON record: checks all of it and notes what makes a tweet.
/// Not thread safe.
///
///   record_scan scan{1024};
///   if (scan.run(value) && scan.found.top.has_text()) …
#pragma once

#include <cstddef>
#include <string_view>

#include "runtime/decode/raw_record.hpp"
#include "runtime/decode/token_index.hpp"

namespace murmuration {

class record_scan {
public:
  explicit record_scan(std::size_t depth_max);

  /// False when `json` is not one valid JSON object or array, or nests too
  /// deep. 64 bytes behind `json` are readable.
  bool run(std::string_view json);

  /// The same for a JSON string; its contents are then in `string`.
  bool run_string(std::string_view json);

  raw_record found; ///< of the last `run`; views of its `json`
  raw_text string;

private:
  token_index index_;
  std::size_t depth_max_;
};

} // namespace murmuration
