#include "runtime/serving/input.hpp"

#include <algorithm>
#include <iterator>

namespace murmuration::serving {

namespace {

void cut(word_counts& words) {
  if (words.size() <= words_max)
    return;
  word_counts kept;
  for (auto& x : commonest(words, words_kept))
    kept.emplace(std::move(x.word), x.count);
  words = std::move(kept);
}

} // namespace

void add(served_input& to, const delta& x) {
  for (auto& second : x.words) {
    for (auto [word, count] : second.words)
      to.words[std::string{word}] += count;
    cut(to.words);
  }
  auto of = [&x](sentiment label) {
    return x.sums.sentiments[static_cast<std::size_t>(label)];
  };
  to.positive += of(sentiment::positive);
  to.negative += of(sentiment::negative);
  to.neutral += of(sentiment::neutral);
  add_texts(to.texts, x.texts);
}

void add(served_input& to, const served_input& later) {
  add_words(to.words, later.words);
  to.positive += later.positive;
  to.negative += later.negative;
  to.neutral += later.neutral;
  add_texts(to.texts, later.texts);
}

void add_words(word_counts& to, const word_counts& later) {
  for (auto& [word, count] : later)
    to[word] += count;
  cut(to);
}

void add_texts(std::vector<recent_tweet>& to,
               const std::vector<recent_tweet>& later) {
  std::vector<recent_tweet> both;
  both.reserve(to.size() + later.size());
  // Of equal times std::merge takes the first range first: those came later.
  std::merge(later.begin(), later.end(), to.begin(), to.end(),
             std::back_inserter(both),
             [](auto& x, auto& y) { return x.event_ms > y.event_ms; });
  if (both.size() > texts_max)
    both.resize(texts_max);
  to = std::move(both);
}

std::vector<word_count> commonest(const word_counts& words, std::size_t n) {
  std::vector<const word_counts::value_type*> order;
  order.reserve(words.size());
  for (auto& x : words)
    order.push_back(&x);
  n = std::min(n, order.size());
  std::partial_sort(order.begin(),
                    order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
                    [](auto x, auto y) {
                      return x->second != y->second ? x->second > y->second
                                                    : x->first < y->first;
                    });
  std::vector<word_count> result;
  result.reserve(n);
  for (std::size_t i = 0; i < n; ++i)
    result.push_back({order[i]->first, order[i]->second});
  return result;
}

} // namespace murmuration::serving
