#include "runtime/count/word_merge.hpp"

#include <algorithm>
#include <string>

#include "runtime/count/bytes_hash.hpp"

namespace murmuration {

void word_merge::add(std::string_view word, std::uint64_t count) {
  auto hash = bytes_hash(word);
  auto i = index_.find(hash,
                       [&](std::uint32_t x) { return words_[x].word == word; });
  if (i != hash_index::none) {
    words_[i].count += count;
    return;
  }
  index_.add(hash, static_cast<std::uint32_t>(words_.size()));
  words_.push_back({word, count});
}

void word_merge::add(const packed_words& words) {
  words.for_each([this](counted_word x) { add(x.word, x.count); });
}

void word_merge::add(const std::vector<word_count>& words) {
  for (const auto& x : words)
    add(x.word, x.count);
}

void word_merge::add(const std::vector<counted_word>& words) {
  for (const auto& x : words)
    add(x.word, x.count);
}

word_merge::result word_merge::take() {
  result made;
  made.cut = cut_words(words_);
  std::sort(words_.begin(), words_.end(),
            [](const counted_word& x, const counted_word& y) {
              return x.word < y.word;
            });
  made.words = std::make_shared<const packed_words>(words_);
  words_.clear();
  index_.clear();
  return made;
}

} // namespace murmuration
