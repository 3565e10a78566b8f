/// A text with the readable bytes behind it that a record has: they would go on
/// as it might have, and are on the heap, where a sanitizer sees their end.
///   escapes_valid(padded{R"(caf\u00e9)"})
#pragma once

#include <string_view>
#include <vector>

namespace murmuration::test {

struct padded {
  explicit padded(std::string_view text)
    : bytes(text.begin(), text.end())
    , size(text.size()) {
    for (auto i = size; i < size + 64; ++i)
      bytes.push_back("0e\\/"[i % 4]);
    bytes.shrink_to_fit();
  }

  operator std::string_view() const {
    return {bytes.data(), size};
  }

  std::vector<char> bytes;
  std::size_t size;
};

} // namespace murmuration::test
