/// A line for people who watch the engine in a terminal.
#pragma once

#include <cstdint>
#include <string>

#include "http/publication.hpp"

namespace murmuration {

class progress_line {
public:
  /// `where`: what to tell besides the counts, an address or a mode.
  explicit progress_line(std::string where);

  /// Standard error is a terminal.
  static bool visible();

  /// Rewrites the line; nothing when standard error is no terminal.
  void show(const http::snapshot& now);
  /// Ends the line, so that what follows begins a new one.
  void close();

private:
  std::string where_;
  bool on_;
  bool open_ = false;
};

} // namespace murmuration
