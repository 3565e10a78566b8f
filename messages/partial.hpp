/// What one leg makes of one batch. Each names its batch, so the aggregator
/// can join the legs again, and is immutable once sent.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"
#include "messages/batch.hpp"

namespace murmuration {

/// The legs of the fan-out. `records` is the batch itself, which the consumer
/// sends to the aggregator; the others can be switched off.
enum class leg : std::uint8_t { records, hashtags, words, sentiment };

inline constexpr std::size_t leg_count = 4;

/// One tag of one tweet; a tag occurs at most once a tweet (by its key).
struct tag_use {
  std::string_view key;     ///< NFKC, case-folded: what is counted
  std::string_view tag;     ///< as it was written, without `#`
  std::int64_t second = 0;  ///< of event time
  std::uint32_t author = 0; ///< hash, see runtime/count/author_hash.hpp
};

struct hashtag_partial {
  batch_ptr batch;
  std::vector<tag_use> tags;
  arena bytes; ///< holds what is not in the batch's arena
};

struct word_use {
  static constexpr std::uint32_t no_number = 0xffffffff;

  std::string_view word; ///< lower-cased
  std::uint32_t count = 0;
  std::uint32_t number = no_number; ///< the word's, in the partial's lexicon
};

/// The words of one second of event time; a word may be there more than once.
struct words_of_second {
  std::int64_t second = 0;
  std::vector<word_use> words;
};

struct word_partial {
  batch_ptr batch;
  std::vector<words_of_second> seconds; ///< ascending
  /// Holds the words, and is the same for partials in which the same number
  /// means the same word. Its owner goes on filling it.
  std::shared_ptr<const arena> lexicon;
};

struct sentiment_partial {
  batch_ptr batch;
  std::vector<sentiment> labels; ///< one a tweet, in the batch's order
};

using hashtag_partial_ptr = std::shared_ptr<const hashtag_partial>;
using word_partial_ptr = std::shared_ptr<const word_partial>;
using sentiment_partial_ptr = std::shared_ptr<const sentiment_partial>;

} // namespace murmuration
