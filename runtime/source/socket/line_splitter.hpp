/// Finds the lines of a stream of bytes that comes in pieces cut anywhere. A
/// line ends with LF or CRLF. One that is too long is hashed while it passes,
/// not kept. Pure; memory is bounded by the longest line.
///   splitter.feed("on", block); splitter.feed("e\ntw", block); // "one"
#pragma once

#include <xxhash.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/source/socket/line_block.hpp"

namespace murmuration::socket_lines {

class line_splitter {
public:
  /// `line_bytes_max` is without the line's end.
  explicit line_splitter(std::size_t line_bytes_max)
    : max_(line_bytes_max) {}

  void feed(std::string_view bytes, line_block& to);

  /// Forgets a line that has not ended; how many bytes of it there were.
  std::size_t drop();

private:
  struct free_state {
    void operator()(XXH3_state_t* state) const {
      XXH3_freeState(state);
    }
  };

  void extend(std::string_view part);
  void finish(line_block& to);
  void add(std::string_view text, line_block& to) const;

  std::size_t max_;
  std::string part_;       ///< of a line that has not ended
  std::size_t passed_ = 0; ///< bytes of a line that is too long; 0: it is not
  std::unique_ptr<XXH3_state_t, free_state> hash_;
};

} // namespace murmuration::socket_lines
