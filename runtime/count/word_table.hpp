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
    auto id =
        index_.find(hash, [&](std::uint32_t x) { return words_[x] == word; });
    if (id != hash_index::none)
      return id;
    id = static_cast<std::uint32_t>(words_.size());
    index_.add(hash, id);
    words_.push_back(bytes_.copy(word));
    return id;
  }

  /// Valid until `clear`.
  std::string_view operator[](std::uint32_t id) const {
    return words_[id];
  }

  void clear() {
    index_.clear();
    words_.clear();
    bytes_ = {};
  }

private:
  hash_index index_;
  std::vector<std::string_view> words_;
  arena bytes_;
};

} // namespace murmuration
