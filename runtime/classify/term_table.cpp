#include "runtime/classify/term_table.hpp"

#include <bit>
#include <utility>

#include "runtime/classify/word_hash.hpp"

namespace murmuration {

term_table::term_table(std::vector<std::string> terms)
  : terms_(std::move(terms))
  , slots_(std::bit_ceil(terms_.size() * 4 + 4)) {
  for (std::uint32_t index = 0; index < terms_.size(); ++index) {
    auto hash = word_hash(terms_[index]);
    auto at = hash & (slots_.size() - 1);
    while (slots_[at].index != none
           && terms_[slots_[at].index] != terms_[index])
      at = (at + 1) & (slots_.size() - 1);
    distinct_ += slots_[at].index == none;
    slots_[at] = {static_cast<std::uint32_t>(hash >> 32), index};
  }
}

std::uint32_t term_table::find(std::string_view term) const {
  auto hash = word_hash(term);
  auto tag = static_cast<std::uint32_t>(hash >> 32);
  for (auto at = hash & (slots_.size() - 1); slots_[at].index != none;
       at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].tag == tag && terms_[slots_[at].index] == term)
      return slots_[at].index;
  }
  return none;
}

} // namespace murmuration
