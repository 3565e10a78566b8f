/// Lines of a file descriptor, each at most so long; what is longer is read
/// past without being kept. Blocks while nothing is there. Not thread safe.
///
///   line_reader lines{STDIN_FILENO, 16 << 20};
///   for (line_reader::line x; lines.next(x);) …
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace murmuration::inspect {

class line_reader {
public:
  struct line {
    /// Without its newline; at least 64 readable bytes follow. Valid until
    /// the next call of `next`.
    std::string_view bytes;
    bool too_large = false; ///< `bytes` is empty then
  };

  line_reader(int fd, std::size_t bytes_max);

  /// False at the end of the input; the last line needs no newline. Throws
  /// std::system_error when reading fails.
  bool next(line& out);

  /// Whether the next line is there already, so `next` will not wait.
  bool has_buffered() const;

private:
  std::string_view unread() const;
  line finish(std::size_t size, std::size_t taken);
  void read_more();

  int fd_;
  std::size_t bytes_max_;
  std::vector<char> buffer_; ///< at most twice `bytes_max_` and the padding
  std::size_t begin_ = 0;    ///< of what is not yet handed out
  std::size_t end_ = 0;
  bool dropping_ = false; ///< inside of a line that is too long
  bool ended_ = false;
};

} // namespace murmuration::inspect
