/// What counts and is not durable yet, as views read it: the open delta of a
/// partition, or the one in flight. Views lay it over the durable part.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "messages/delta.hpp"
#include "messages/packed_words.hpp"

namespace murmuration {

/// Words of one second that are kept: the commonest, then by byte order.
inline constexpr std::size_t words_per_second_max = 1000;

/// Seconds whose words are kept, and whose volume is shown second by second.
inline constexpr std::int64_t seconds_kept = 3600;

/// The newest tweets that are kept.
inline constexpr std::size_t recent_max = 50;

/// The newest covered tweets of a delta, for A's table of texts.
inline constexpr std::size_t texts_max = 5;

struct overlay_second {
  second_count volume;
  /// 0: no words; else a number that no other words of this process ever had,
  /// so equal stamps mean equal words.
  std::uint64_t words_stamp = 0;
};

/// One tag of one tweet.
struct tag_mark {
  std::uint32_t key = 0; ///< its number in the tag table
  std::uint32_t author = 0;
  std::int64_t second = 0;
};

/// Words of one second.
struct some_words {
  packed_words words;
  bool cut = false; ///< some did not fit
};

class overlay {
public:
  virtual ~overlay() = default;
  /// Each second once, in any order.
  virtual std::span<const overlay_second> seconds() const = 0;
  /// The words of `seconds()[i]`, at most `words_per_second_max`, each once.
  virtual some_words words(std::size_t i) const = 0;
  /// Its uses of tags, if windows or trends are on.
  virtual std::span<const tag_mark> marks() const = 0;
  /// Newest first, at most `recent_max`; also those it takes back itself.
  virtual std::span<const recent_tweet> recent() const = 0;
  /// A notice among its records takes the tweet back.
  virtual bool deletes(const std::string& id) const = 0;
};

/// A `words_stamp` that was never given out before. Thread-safe.
std::uint64_t fresh_words_stamp();

/// By count, higher first, then in byte order: how words are listed.
inline bool commoner(const counted_word& x, const counted_word& y) {
  return x.count != y.count ? x.count > y.count : x.word < y.word;
}

/// Leaves the `words_per_second_max` commonest, in no order. True: some were
/// cut off.
bool cut_words(std::vector<counted_word>& words);

} // namespace murmuration
