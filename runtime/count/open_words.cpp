#include "runtime/count/open_words.hpp"

#include <algorithm>

#include "runtime/count/keep_best.hpp"

namespace murmuration {

open_words::numbers&
open_words::numbers_of(const std::shared_ptr<const arena>& lexicon) {
  for (auto& x : lexicons_) {
    if (x.lexicon == lexicon)
      return x.words;
  }
  if (lexicons_.size() == lexicons_max)
    lexicons_.erase(lexicons_.begin());
  return lexicons_.emplace_back(known_lexicon{lexicon, {}}).words;
}

std::uint32_t open_words::number(const word_use& x, numbers& known) {
  if (x.number == word_use::no_number)
    return words_.intern(x.word);
  if (x.number >= known.size())
    known.resize(x.number + 1, word_use::no_number);
  auto& number = known[x.number];
  if (number == word_use::no_number)
    number = words_.intern(x.word);
  return number;
}

void open_words::add(std::uint32_t second, std::span<const word_use> words,
                     numbers& known) {
  if (second >= seconds_.size())
    seconds_.resize(second + 1);
  auto& list = seconds_[second];
  auto before = list.uses.size();
  if (auto most = before + words.size(); most > list.uses.capacity())
    list.uses.reserve(std::max(most, 2 * before));
  for (const auto& x : words) {
    if (x.count > 0)
      list.uses.push_back({number(x, known), x.count});
  }
  if (list.uses.size() >= 2 * list.different + list_size_min) {
    add_up(list.uses);
    list.different = list.uses.size();
  }
  size_ = size_ - before + list.uses.size();
}

/// Each word once. A place that is not this list's is known by its word.
void open_words::add_up(std::vector<use>& uses) const {
  place_.resize(words_.size());
  std::uint32_t size = 0;
  for (auto x : uses) {
    auto& at = place_[x.word];
    if (at < size && uses[at].word == x.word) {
      uses[at].count += x.count;
    } else {
      at = size;
      uses[size++] = x;
    }
  }
  uses.resize(size);
}

some_words open_words::read(std::uint32_t second) const {
  if (!has(second))
    return {};
  uses_ = seconds_[second].uses;
  add_up(uses_);
  some_words result;
  result.cut = keep_best(
      uses_, words_per_second_max, [](const use& x) { return x.count; },
      [this](const use& x, const use& y) {
        return words_[x.word] < words_[y.word];
      });
  pack(result);
  return result;
}

/// Most words of a second are used once or twice and differ in seven bytes.
std::uint64_t open_words::rank_of(const use& x) const {
  constexpr std::uint64_t count_max = 255;
  if (x.count >= count_max)
    return 0;
  return (count_max - x.count) << 56 | words_.prefix(x.word) >> 8;
}

void open_words::pack(some_words& to) const {
  order_.clear();
  for (std::uint32_t i = 0; i < uses_.size(); ++i)
    order_.push_back({rank_of(uses_[i]), i});
  std::sort(
      order_.begin(), order_.end(), [this](const ranked& a, const ranked& b) {
        if (a.rank != b.rank)
          return a.rank < b.rank;
        const auto& x = uses_[a.use];
        const auto& y = uses_[b.use];
        return commoner({words_[x.word], x.count}, {words_[y.word], y.count});
      });
  listed_.clear();
  for (const auto& x : order_)
    listed_.push_back({words_[uses_[x.use].word], uses_[x.use].count});
  to.words = packed_words{listed_};
}

} // namespace murmuration
