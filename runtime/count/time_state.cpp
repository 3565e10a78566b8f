#include "runtime/count/time_state.hpp"

#include <algorithm>
#include <iterator>

namespace murmuration {

namespace {

second_words by_count(const words_view& x) {
  std::vector<counted_word> words;
  words.reserve(x.words->size());
  x.words->for_each([&](counted_word word) { words.push_back(word); });
  // They come by word, so a stable sort leaves ties in byte order.
  std::stable_sort(words.begin(), words.end(),
                   [](const counted_word& a, const counted_word& b) {
                     return a.count > b.count;
                   });
  second_words result{x.second, x.cut, {}};
  result.words.reserve(words.size());
  for (const auto& word : words)
    result.words.push_back({std::string{word.word}, word.count});
  return result;
}

} // namespace

std::vector<second_words> by_count(const std::vector<words_view>& seconds) {
  std::vector<second_words> result;
  result.reserve(seconds.size());
  for (const auto& x : seconds)
    result.push_back(by_count(x));
  return result;
}

std::vector<words_view> time_freeze::take_words(std::size_t n) {
  auto first = words.end();
  while (first != words.begin()) {
    auto more = std::prev(first)->words->size();
    if (more > n && first != words.end())
      break;
    n -= std::min(n, more);
    --first;
  }
  std::vector<words_view> result{first, words.end()};
  words.erase(first, words.end());
  return result;
}

time_state time_freeze::spell_out() const {
  return {seconds, minutes, by_count(words), recent, deleted};
}

} // namespace murmuration
