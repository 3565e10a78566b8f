/// Counts words by second, where seconds are numbered 0, 1, … by the owner.
/// Exact; only what is read out is cut. Not thread-safe.
///
/// A second has a list of what was added, in which a word may stand more than
/// once until the list has doubled: seconds come one after the other, so the
/// lists that grow are few and near, which the cells of one table for all
/// would not be.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/count/overlay.hpp"
#include "runtime/count/word_table.hpp"

namespace murmuration {

class open_words {
public:
  /// Counts nothing for n = 0.
  void add(std::uint32_t second, std::string_view word, std::uint64_t n);

  /// Appends the commonest words of a second, in no order; valid until `clear`.
  /// True: some were cut off.
  bool read(std::uint32_t second, std::vector<counted_word>& to) const;

  bool has(std::uint32_t second) const {
    return second < seconds_.size() && !seconds_[second].uses.empty();
  }

  /// What is held: different words, summed over the seconds, or up to twice as
  /// many and `list_size_min` a second.
  std::size_t size() const {
    return size_;
  }

  void clear() {
    words_.clear();
    seconds_.clear();
    size_ = 0;
  }

private:
  static constexpr std::size_t list_size_min = 64;

  struct use {
    std::uint32_t word;
    std::uint64_t count;
  };

  struct second_list {
    std::vector<use> uses;
    std::size_t different = 0; ///< when words stood once the last time
  };

  static void add_up(std::vector<use>& uses);

  word_table words_;
  std::vector<second_list> seconds_;
  std::size_t size_ = 0;
};

} // namespace murmuration
