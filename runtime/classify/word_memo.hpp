/// What a linear model says of the words that came lately: each word's features
/// but for its pairs are the same wherever it stands. A word that takes
/// another's place makes it forgotten. Owned by one thread.
///
///   auto& known = memo.at(word, [&] { return what_it_is; });
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/classify/short_word.hpp"

namespace murmuration {

class word_memo {
public:
  struct known_word {
    std::uint64_t low = 0; ///< of the word; 0: no word yet
    std::uint64_t high = 0;
    std::uint64_t hash = 0;   ///< feature_hash's
    std::int32_t grams = 0;   ///< sum of the weights of its sequences
    std::int32_t weight = 0;  ///< of the word itself
    std::int32_t negated = 0; ///< of the word behind a negation
    bool negates = false;     ///< it is a negation
  };

  /// `learn` makes everything but the word.
  template <class Learn>
  const known_word& at(const short_word& word, Learn&& learn) {
    auto& x = slots_[word.hash() >> (64 - bits)];
    if (x.low != word.low || x.high != word.high) {
      x = learn();
      x.low = word.low;
      x.high = word.high;
    }
    return x;
  }

private:
  /// 160 KiB; of English tweets nine words in ten are among the 4,096
  /// commonest.
  static constexpr int bits = 12;

  std::vector<known_word> slots_ =
      std::vector<known_word>(std::size_t{1} << bits);
};

} // namespace murmuration
