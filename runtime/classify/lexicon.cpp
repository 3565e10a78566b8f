#include "runtime/classify/lexicon.hpp"

#include "runtime/count/bytes_hash.hpp"

namespace murmuration {

namespace {

constexpr std::size_t slots_min = 4096;

} // namespace

lexicon::lexicon()
  : slots_(slots_min)
  , seed_low_(bytes_hash("low"))
  , seed_high_(bytes_hash("high")) {}

/// Depends on numbers of this process: nobody outside can choose words that
/// collide.
std::uint64_t lexicon::hash_of(std::string_view word,
                               const short_word& as_short) const {
  if (as_short.size == 0)
    return bytes_hash(word);
  __extension__ using wide = unsigned __int128;
  auto product = static_cast<wide>(as_short.low ^ seed_low_)
                 * (as_short.high ^ seed_high_);
  return static_cast<std::uint64_t>(product)
         ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint32_t lexicon::number(std::string_view word,
                              const short_word& as_short) {
  auto hash = hash_of(word, as_short);
  auto mark = static_cast<std::uint32_t>(hash >> 32);
  auto mask = slots_.size() - 1;
  auto at = mark & mask;
  for (; slots_[at].word != 0; at = (at + 1) & mask) {
    if (slots_[at].mark != mark)
      continue;
    const auto& known = words_[slots_[at].word - 1];
    if (known.low == as_short.low && known.high == as_short.high
        && (known.low != 0 || known.text == word))
      return slots_[at].word - 1;
  }
  words_.push_back({as_short.low, as_short.high, bytes_->copy(word)});
  auto number = static_cast<std::uint32_t>(words_.size());
  slots_[at] = {mark, number};
  if (words_.size() * 2 > slots_.size())
    grow();
  return number - 1;
}

void lexicon::grow() {
  std::vector<slot> old(slots_.size() * 2);
  old.swap(slots_);
  auto mask = slots_.size() - 1;
  for (const auto& x : old) {
    if (x.word == 0)
      continue;
    auto at = x.mark & mask;
    while (slots_[at].word != 0)
      at = (at + 1) & mask;
    slots_[at] = x;
  }
}

} // namespace murmuration
