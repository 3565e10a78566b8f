/// Puts lines together from pieces that end anywhere: within a character, or
/// between CR and LF. One thread.
///   line_splitter lines{16 << 20};
///   lines.feed(piece, [](std::string_view line) { … });
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace murmuration::tweets {

class line_splitter {
public:
  /// Keeps at most `bytes_max`; a longer line is read past and counted.
  explicit line_splitter(std::size_t bytes_max)
    : bytes_max_(bytes_max) {}

  /// Calls `take` with each line that ends in `piece`, without LF or CR LF.
  /// Lines are valid during the call. When `take` throws, the splitter is of
  /// no more use.
  template <class Take>
  void feed(std::string_view piece, Take&& take) {
    for (;;) {
      auto end = piece.find('\n');
      if (end == std::string_view::npos)
        break;
      auto head = piece.substr(0, end);
      piece.remove_prefix(end + 1);
      if (begun_.empty() && !too_long_ && head.size() <= bytes_max_) {
        take(without_cr(head));
        continue;
      }
      keep(head);
      if (!too_long_)
        take(without_cr(begun_));
      begun_.clear();
      too_long_ = false;
    }
    keep(piece);
  }

  /// What came behind the last line's end.
  std::string_view rest() const {
    return begun_;
  }
  /// Forgets it, as at the end of a connection.
  void drop_rest() {
    begun_.clear();
    too_long_ = false;
  }
  /// Lines that were longer than is kept.
  std::uint64_t too_long() const {
    return dropped_;
  }

private:
  static std::string_view without_cr(std::string_view line) {
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    return line;
  }

  void keep(std::string_view more) {
    if (too_long_)
      return;
    if (begun_.size() + more.size() <= bytes_max_) {
      begun_ += more;
      return;
    }
    too_long_ = true;
    ++dropped_;
    begun_.clear();
  }

  std::size_t bytes_max_;
  std::string begun_; ///< at most `bytes_max_`
  bool too_long_ = false;
  std::uint64_t dropped_ = 0;
};

} // namespace murmuration::tweets
