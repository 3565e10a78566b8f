#include "runtime/count/word_merge.hpp"

#include <algorithm>
#include <utility>

#include "runtime/count/bytes_hash.hpp"

namespace murmuration {

void word_merge::add(const packed_words& words) {
  for (auto [word, count] : words) {
    auto hash = bytes_hash(word);
    auto i = index_.find(
        hash, [&](std::uint32_t x) { return words_[x].word == word; });
    if (i != hash_index::none) {
      words_[i].count += count;
      continue;
    }
    index_.add(hash, static_cast<std::uint32_t>(words_.size()));
    words_.push_back({word, count});
  }
}

some_words word_merge::take() {
  some_words made;
  made.cut = cut_words(words_);
  std::sort(words_.begin(), words_.end(), commoner);
  made.words = packed_words{words_};
  words_.clear();
  index_.clear();
  return made;
}

bool word_merge::join(std::vector<packed_words>& parts) {
  std::size_t size = 0;
  for (const auto& x : parts)
    size += x.size();
  if (size <= words_per_second_max && parts.size() <= parts_max)
    return false;
  for (const auto& x : parts)
    add(x);
  auto sum = take();
  parts.assign(1, std::move(sum.words));
  return sum.cut;
}

} // namespace murmuration
