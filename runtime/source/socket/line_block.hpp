/// Complete lines in one piece of memory, and where each of them lies.
///   block.add("text"); block.pad(); block.text(0);
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration::socket_lines {

struct line {
  std::size_t from = 0;
  std::size_t size = 0;
  bool too_large = false; ///< its text was not kept
  std::uint64_t hash = 0; ///< of one that is too large
};

class line_block {
public:
  void add(std::string_view text) {
    lines_.push_back({.from = bytes_.size(), .size = text.size()});
    bytes_ += text;
  }
  void add_too_large(std::uint64_t hash) {
    lines_.push_back({.from = bytes_.size(), .too_large = true, .hash = hash});
  }

  /// To be called before the texts are handed over: what simdjson may read
  /// behind the last one.
  void pad() {
    bytes_.append(64, '\0');
  }

  /// Forgets the lines; keeps the memory unless a long line made it large.
  void clear() {
    constexpr std::size_t kept = 4u << 20;
    lines_.clear();
    bytes_.clear();
    if (bytes_.capacity() > kept)
      bytes_.shrink_to_fit();
  }

  std::size_t size() const {
    return lines_.size();
  }
  const line& at(std::size_t index) const {
    return lines_[index];
  }
  std::string_view text(const line& x) const {
    return std::string_view{bytes_}.substr(x.from, x.size);
  }
  /// Empty lines cost memory, too.
  std::size_t memory() const {
    return bytes_.size() + lines_.size() * sizeof(line);
  }

private:
  std::string bytes_;
  std::vector<line> lines_;
};

} // namespace murmuration::socket_lines
