/// Numbers words from 0, in the order of their first sight. Not thread-safe.
///
///   auto id = words.intern("coffee");
///   words[id];
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"
#include "runtime/count/bytes_hash.hpp"
#include "runtime/count/hash_index.hpp"

namespace murmuration {

class word_table {
public:
  std::uint32_t intern(std::string_view word) {
    auto hash = bytes_hash(word);
    auto id = index_.find(
        hash, [&](std::uint32_t x) { return words_[x].text == word; });
    if (id != hash_index::none)
      return id;
    id = static_cast<std::uint32_t>(words_.size());
    index_.add(hash, id);
    words_.push_back({bytes_.copy(word), beginning(word)});
    return id;
  }

  /// Valid until `clear`.
  std::string_view operator[](std::uint32_t id) const {
    return words_[id].text;
  }

  /// The first bytes of a word as a number, so that a word whose number is
  /// smaller is the smaller one.
  std::uint64_t prefix(std::uint32_t id) const {
    return words_[id].prefix;
  }

  std::size_t size() const {
    return words_.size();
  }

  void clear() {
    index_.clear();
    words_.clear();
    bytes_ = {};
  }

private:
  struct entry {
    std::string_view text;
    std::uint64_t prefix;
  };

  static std::uint64_t beginning(std::string_view word) {
    std::uint64_t result = 0;
    for (std::size_t i = 0; i < 8; ++i)
      result = result << 8
               | (i < word.size() ? static_cast<unsigned char>(word[i]) : 0);
    return result;
  }

  hash_index index_;
  std::vector<entry> words_;
  arena bytes_;
};

} // namespace murmuration
