/// Adds up what became durable, for rows of history. Pure; not thread-safe.
///
///   served_input seen;
///   add(seen, content);               // a delta became durable
///   auto row = commonest(seen.words, 100);
///
/// Bounds: 5 texts; 50,000 different words, and where one more comes only the
/// 25,000 commonest stay: a rare word of a long time may then count too low.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "messages/serving.hpp"

namespace murmuration::serving {

inline constexpr std::size_t words_max = 50'000;
inline constexpr std::size_t words_kept = 25'000;
inline constexpr std::size_t texts_max = 5;

struct word_count {
  std::string word;
  std::uint64_t count = 0;
};

using word_counts = std::unordered_map<std::string, std::uint64_t>;

void add(served_input& to, const delta& x);
/// `later` was seen behind what `to` holds.
void add(served_input& to, const served_input& later);
void add_words(word_counts& to, const word_counts& later);
void add_texts(std::vector<recent_tweet>& to,
               const std::vector<recent_tweet>& later);

/// The `n` most frequent words: higher counts first, then by byte order.
std::vector<word_count> commonest(const word_counts& words, std::size_t n);

} // namespace murmuration::serving
