/// A moving window over a log file that finds its lines without copying them.
/// A popped line's bytes stay until the next line is popped, or `let_go`.
/// Bounded: two read chunks, or the longest record while one passes.
///
///   while (auto line = window.line_at_front()) { use(*line); window.pop(); }
///   window.fill(file, error);          // then look again
#pragma once

#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "runtime/source/log/file.hpp"

namespace murmuration::log_files {

struct line_limits {
  std::size_t chunk_bytes = 0;
  std::size_t line_bytes_max = 0; ///< without its newline
};

class line_window {
public:
  struct line {
    std::int64_t at = 0;
    std::int64_t next = 0;
    std::string_view text;  ///< 64 bytes behind it are readable
    bool too_long = false;  ///< `text` is empty, `hash` is set
    std::uint64_t hash = 0; ///< of all its bytes without the newline
  };

  line_window(line_limits limits, std::int64_t position);

  /// The next line, the same one until `pop`. None: `fill` first.
  std::optional<line> line_at_front();
  void pop();

  enum class filled { some, at_end, failed };
  /// Reads one chunk behind what is there.
  filled fill(const file& from, io_error& error);

  /// Where the next line starts.
  std::int64_t position() const {
    return position_;
  }
  /// The file was read up to here.
  std::int64_t read_up_to() const {
    return read_up_to_;
  }
  /// Forgets what was read behind `position`.
  void rewind();
  /// The line that was popped last is not looked at any more.
  void let_go();

private:
  struct free_state {
    void operator()(XXH3_state_t* state) const {
      XXH3_freeState(state);
    }
  };

  struct buffer {
    std::unique_ptr<char[]> bytes; ///< `capacity` and 64 spare
    std::size_t capacity = 0;
  };
  static buffer allocate(std::size_t capacity);
  /// Goes on in `next`, with what was not handed over at its front.
  void move_to(buffer& next);
  void make_room();
  std::optional<line> end_of_long_line();
  std::size_t held() const {
    return end_ - begin_;
  }

  line_limits limits_;
  buffer current_;
  buffer other_;        ///< holds the line popped last, if `current_` does not
  bool popped_ = false; ///< the line popped last lies in `current_`
  std::size_t begin_ = 0; ///< of what was not handed over
  std::size_t end_ = 0;
  std::size_t scanned_ = 0; ///< no newline in [begin_, scanned_)
  std::int64_t position_ = 0;
  std::int64_t read_up_to_ = 0;
  std::optional<line> front_;
  /// Of a line that is too long, while its end has not been seen.
  std::unique_ptr<XXH3_state_t, free_state> long_line_;
};

} // namespace murmuration::log_files
