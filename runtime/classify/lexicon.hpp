/// Numbers the words of texts from 0, in the order of their first sight. Owned
/// by one thread; the bytes of the words stay in place, and what was copied
/// before may be read by whoever got it, as long as `bytes()` lives.
///
///   auto number = words.number("coffee", as_short);
///   words[number]
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"
#include "runtime/classify/short_word.hpp"

namespace murmuration {

class lexicon {
public:
  lexicon();

  /// `as_short`: the word, if it is one, else of size 0.
  std::uint32_t number(std::string_view word, const short_word& as_short);

  std::string_view operator[](std::uint32_t number) const {
    return words_[number].text;
  }
  std::size_t size() const {
    return words_.size();
  }
  /// Also tells one lexicon from another.
  std::shared_ptr<const arena> bytes() const {
    return bytes_;
  }

private:
  struct entry {
    std::uint64_t low = 0; ///< as in short_word; 0: it is none
    std::uint64_t high = 0;
    std::string_view text;
  };

  struct slot {
    std::uint32_t mark = 0; ///< a part of the hash
    std::uint32_t word = 0; ///< its number + 1, or 0
  };

  std::uint64_t hash_of(std::string_view word,
                        const short_word& as_short) const;
  void grow();

  std::shared_ptr<arena> bytes_ = std::make_shared<arena>();
  std::vector<entry> words_;
  std::vector<slot> slots_; ///< a power of two, at most half in use
  std::uint64_t seed_low_;
  std::uint64_t seed_high_;
};

} // namespace murmuration
