#include "runtime/count/open_words.hpp"

namespace murmuration {

bool open_words::read(std::uint32_t second,
                      std::vector<counted_word>& to) const {
  if (!has(second))
    return false;
  std::vector<counted_word> all;
  all.reserve(seconds_[second].size());
  for (auto id : seconds_[second])
    all.push_back({words_[id], counts_.at(key(second, id))});
  auto cut = cut_words(all);
  to.insert(to.end(), all.begin(), all.end());
  return cut;
}

} // namespace murmuration
