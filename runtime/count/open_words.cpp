#include "runtime/count/open_words.hpp"

#include <algorithm>

namespace murmuration {

void open_words::add(std::uint32_t second, std::string_view word,
                     std::uint64_t n) {
  if (n == 0)
    return;
  if (second >= seconds_.size())
    seconds_.resize(second + 1);
  auto& list = seconds_[second];
  if (list.uses.size() >= 2 * list.different + list_size_min) {
    size_ -= list.uses.size();
    add_up(list.uses);
    list.different = list.uses.size();
    size_ += list.different;
  }
  list.uses.push_back({words_.intern(word), n});
  ++size_;
}

/// Each word once.
void open_words::add_up(std::vector<use>& uses) {
  std::sort(uses.begin(), uses.end(),
            [](const use& x, const use& y) { return x.word < y.word; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < uses.size(); ++i) {
    if (uses[i].word == uses[last].word)
      uses[last].count += uses[i].count;
    else
      uses[++last] = uses[i];
  }
  uses.resize(last + 1);
}

bool open_words::read(std::uint32_t second,
                      std::vector<counted_word>& to) const {
  if (!has(second))
    return false;
  auto uses = seconds_[second].uses;
  add_up(uses);
  std::vector<counted_word> all;
  all.reserve(uses.size());
  for (const auto& x : uses)
    all.push_back({words_[x.word], x.count});
  auto cut = cut_words(all);
  to.insert(to.end(), all.begin(), all.end());
  return cut;
}

} // namespace murmuration
