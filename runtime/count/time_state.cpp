#include "runtime/count/time_state.hpp"

#include <algorithm>
#include <iterator>

#include "runtime/count/word_merge.hpp"

namespace murmuration {

std::vector<second_words> joined(const std::vector<words_view>& seconds) {
  std::vector<second_words> result;
  word_merge merge;
  for (auto first = seconds.begin(); first != seconds.end();) {
    auto end = std::find_if(first, seconds.end(), [&](const words_view& x) {
      return x.second != first->second;
    });
    if (std::next(first) == end) {
      result.push_back({first->second, first->cut, first->words});
    } else {
      auto& sum = result.emplace_back(second_words{first->second, false, {}});
      for (; first != end; ++first) {
        merge.add(first->words);
        sum.cut |= first->cut;
      }
      auto merged = merge.take();
      sum.cut |= merged.cut;
      sum.words = std::move(merged.words);
    }
    first = end;
  }
  return result;
}

std::vector<words_view> time_freeze::take_words(std::size_t n) {
  auto first = words.end();
  while (first != words.begin()) {
    auto from = first;
    std::size_t more = 0;
    do
      more += (--from)->words.size();
    while (from != words.begin() && std::prev(from)->second == from->second);
    if (more > n && first != words.end())
      break;
    n -= std::min(n, more);
    first = from;
  }
  std::vector<words_view> result{first, words.end()};
  words.erase(first, words.end());
  return result;
}

time_state time_freeze::spell_out() const {
  return {seconds, minutes, joined(words), recent, deleted};
}

} // namespace murmuration
