/// Finds host names (`www.example.com`) in a run of the characters that they
/// are made of. Used by find_urls; keeps its memory between runs; not thread
/// safe.
///
///   host_run run;
///   run.read("see x.example.com!", 4, is_latin_host_char);
///   run.host_end(4) == 17;
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "runtime/decode/characters.hpp"

namespace murmuration {

class host_run {
public:
  /// Reads the run of host characters, `-`, `_` and `.` that begins at `from`,
  /// so that the host name that starts at any place in it is found without
  /// walking the run again.
  void read(std::string_view text, std::size_t from, char_test host_char);

  /// Where the run ends.
  std::size_t end() const {
    return end_;
  }

  /// Where the longest host name ends that starts at the host character at
  /// `start`; 0: none does. `start` never goes back between two reads.
  std::size_t host_end(std::size_t start);

private:
  struct label {
    std::size_t first = 0;
    std::size_t end = 0;
    std::size_t name_from = 0; ///< behind its last `_`
    std::size_t tld = 0;       ///< where the TLD it begins with ends, or 0
    std::size_t host_end = 0;  ///< of the longest host name that begins with it
    bool starts_well = false;  ///< with a host character
    bool ends_well = false;
  };

  void close(label now, std::size_t end, bool after_host_char);
  void prepare();

  std::vector<label> labels_; ///< of one run of the text
  std::size_t current_ = 0;
  std::size_t end_ = 0;
};

} // namespace murmuration
