#include "runtime/count/time_state.hpp"

#include <algorithm>

namespace murmuration {

second_words by_count(const words_view& x) {
  second_words result{x.second, x.cut, *x.words};
  // They come by word, so a stable sort leaves ties in byte order.
  std::stable_sort(result.words.begin(), result.words.end(),
                   [](const word_count& a, const word_count& b) {
                     return a.count > b.count;
                   });
  return result;
}

time_state time_freeze::spell_out() const {
  time_state result{seconds, minutes, {}, recent, deleted};
  result.words.reserve(words.size());
  for (const auto& x : words)
    result.words.push_back(by_count(x));
  return result;
}

} // namespace murmuration
