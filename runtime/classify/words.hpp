/// Counts the words of batches: how often each word was used in each second of
/// event time, in the languages that count.
///   word_tally tally;
///   auto partial = tally.count(batch, filter);
///
/// Keeps its words between batches; owned by one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "messages/partial.hpp"
#include "runtime/classify/languages.hpp"
#include "runtime/classify/lexicon.hpp"

namespace murmuration {

class word_tally {
public:
  /// A longer word (in bytes, lower-cased) is not counted: it is no word that
  /// a cloud or a table shows, and it would let one tweet fill both.
  static constexpr std::size_t word_bytes_max = 100;

  /// A lexicon that has so many words is replaced: some megabytes, and a
  /// quarter of one in each delta that it is used for.
  static constexpr std::size_t lexicon_size_max = 1u << 15;

  /// The words of the batch's covered tweets, by second. Words stand in the
  /// order of their first use.
  word_partial_ptr count(const batch_ptr& batch, const language_filter& filter);

private:
  struct use {
    std::uint32_t word = 0;   ///< number in `words_`
    std::uint32_t second = 0; ///< index of `seconds_`
    std::uint32_t count = 0;
  };

  void add(std::uint32_t word, std::uint32_t second);
  void reset();
  std::uint32_t second_of(std::int64_t event_ms);
  void fill(word_partial& partial) const;

  lexicon words_;
  std::vector<use> uses_;
  std::vector<std::uint32_t> last_;   ///< by word, its last use, maybe
  std::vector<std::int64_t> seconds_; ///< at most one a tweet
  std::unordered_map<std::int64_t, std::uint32_t> second_index_;
};

} // namespace murmuration
