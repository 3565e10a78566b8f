/// Counts words by second, where seconds are numbered 0, 1, … by the owner.
/// Exact; only what is read out is cut. Not thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/count/counter_map.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/word_table.hpp"

namespace murmuration {

class open_words {
public:
  /// Counts nothing for n = 0.
  void add(std::uint32_t second, std::string_view word, std::uint64_t n) {
    if (n == 0)
      return;
    auto id = words_.intern(word);
    if (!counts_.add(key(second, id), n))
      return;
    if (second >= seconds_.size())
      seconds_.resize(second + 1);
    seconds_[second].push_back(id);
  }

  /// Appends the commonest words of a second, in no order; valid until `clear`.
  /// True: some were cut off.
  bool read(std::uint32_t second, std::vector<counted_word>& to) const;

  bool has(std::uint32_t second) const {
    return second < seconds_.size() && !seconds_[second].empty();
  }

  /// Different words, summed over the seconds.
  std::size_t size() const {
    return counts_.size();
  }

  void clear() {
    words_.clear();
    counts_.clear();
    seconds_.clear();
  }

private:
  static std::uint64_t key(std::uint32_t second, std::uint32_t word) {
    return (std::uint64_t{second} << 32) | word;
  }

  word_table words_;
  counter_map counts_;                              ///< by second and word
  std::vector<std::vector<std::uint32_t>> seconds_; ///< the words of each
};

} // namespace murmuration
