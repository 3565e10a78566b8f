#include "runtime/count/taken_delta.hpp"

namespace murmuration {

void taken_delta::index_seconds() {
  seconds_.reserve(content.seconds.size());
  words_.reserve(content.seconds.size());
  std::size_t next = 0; // both lists are ascending
  for (const auto& x : content.seconds) {
    while (next < content.words.size() && content.words[next].second < x.second)
      ++next;
    auto has_words =
        next < content.words.size() && content.words[next].second == x.second;
    seconds_.push_back({x, has_words ? fresh_words_stamp() : 0});
    words_.push_back(next);
  }
}

some_words taken_delta::words(std::size_t i) const {
  if (seconds_[i].words_stamp == 0)
    return {};
  const auto& found = content.words[words_[i]];
  return {found.words, found.cut};
}

} // namespace murmuration
