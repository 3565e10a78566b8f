/// Adds up word counts of one second from several parts and keeps the
/// commonest. Not thread-safe; one object is used again for many seconds.
///
///   merge.add(word, count) …;
///   auto shown = merge.take();       // by word
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "messages/view.hpp"
#include "runtime/count/hash_index.hpp"
#include "runtime/count/overlay.hpp"

namespace murmuration {

using shared_words = std::shared_ptr<const packed_words>;

class word_merge {
public:
  /// `word` must stay in place until `take`.
  void add(std::string_view word, std::uint64_t count);
  void add(const packed_words& words);
  void add(const std::vector<word_count>& words);
  void add(const std::vector<counted_word>& words);

  struct result {
    shared_words words; ///< by word, at most `words_per_second_max`
    bool cut = false;   ///< some did not fit
  };
  /// What was added since the last `take`.
  result take();

private:
  std::vector<counted_word> words_;
  hash_index index_;
};

} // namespace murmuration
