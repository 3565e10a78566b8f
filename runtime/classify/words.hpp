/// Counts the words of batches: how often each word was used in each second of
/// event time, in the languages that count.
///   word_tally tally;
///   auto partial = tally.count(batch, filter);
///
/// Keeps its table between batches; owned by one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "messages/partial.hpp"
#include "runtime/classify/languages.hpp"

namespace murmuration {

class word_tally {
public:
  /// A longer word (in bytes, lower-cased) is not counted: it is no word that
  /// a cloud or a table shows, and it would let one tweet fill both.
  static constexpr std::size_t word_bytes_max = 100;

  word_tally();

  /// The words of the batch's covered tweets, by second. Words stand in the
  /// order of their first use.
  word_partial_ptr count(const batch_ptr& batch, const language_filter& filter);

private:
  struct entry {
    std::string_view word;  ///< in the partial's arena
    std::uint64_t hash = 0; ///< of word and second
    std::uint32_t word_hash = 0;
    std::uint32_t second = 0; ///< index of `seconds_`
    std::uint32_t count = 0;
  };

  void add(std::string_view word, std::uint32_t second, arena& bytes);
  void grow();
  void reset();
  std::uint32_t second_of(std::int64_t event_ms);
  void fill(word_partial& partial) const;

  std::vector<entry> entries_;
  /// Index of `entries_` + 1, or 0. A power of two, at most half in use;
  /// given back after a batch that made it larger than `slots_kept_max`.
  std::vector<std::uint32_t> slots_;
  std::vector<std::int64_t> seconds_; ///< at most one a tweet
  std::unordered_map<std::int64_t, std::uint32_t> second_index_;
};

} // namespace murmuration
