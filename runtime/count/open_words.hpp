/// Counts words by second, where seconds are numbered 0, 1, … by the owner.
/// Exact; only what is read out is cut. Not thread-safe, nor is reading.
///
/// A second has a list of what was added, in which a word may stand more than
/// once until the list has doubled: seconds come one after the other, so the
/// lists that grow are few and near, which the cells of one table for all
/// would not be.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "messages/partial.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/word_table.hpp"

namespace murmuration {

class open_words {
public:
  /// By the number of a word in a lexicon, its number here, or
  /// `word_use::no_number`.
  using numbers = std::vector<std::uint32_t>;

  /// Of the words of a partial; valid until the next call or `clear`.
  numbers& numbers_of(const std::shared_ptr<const arena>& lexicon);

  void add(std::uint32_t second, std::span<const word_use> words,
           numbers& known);

  /// The commonest words of a second, as deltas list them.
  some_words read(std::uint32_t second) const;

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
    lexicons_.clear();
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

  /// One word of a list that is put into order.
  struct ranked {
    std::uint64_t rank; ///< smaller: commoner; equal: look at the words
    std::uint32_t use;
  };

  struct known_lexicon {
    std::shared_ptr<const arena> lexicon;
    numbers words;
  };

  /// Each worker of a leg has one, and now and then another.
  static constexpr std::size_t lexicons_max = 4;

  std::uint32_t number(const word_use& x, numbers& known);
  void add_up(std::vector<use>& uses) const;
  std::uint64_t rank_of(const use& x) const;
  void pack(some_words& to) const;

  word_table words_;
  std::vector<known_lexicon> lexicons_; ///< the oldest first
  std::vector<second_list> seconds_;
  std::size_t size_ = 0;

  // Kept between calls, for their memory.
  mutable std::vector<std::uint32_t> place_; ///< of a word in a list, maybe
  mutable std::vector<use> uses_;
  mutable std::vector<ranked> order_;
  mutable std::vector<counted_word> listed_;
};

} // namespace murmuration
