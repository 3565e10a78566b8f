/// Adds up word counts of one second from several parts and keeps the
/// commonest. Not thread-safe; one object is used again for many seconds.
///
///   merge.add(words) …;
///   auto sum = merge.take();
#pragma once

#include <vector>

#include "runtime/count/hash_index.hpp"
#include "runtime/count/overlay.hpp"

namespace murmuration {

class word_merge {
public:
  /// A copy of `words` must live until `take`.
  void add(const packed_words& words);

  /// What was added since the last `take`: at most `words_per_second_max`, the
  /// commonest first.
  some_words take();

  /// Parts of a second that hold so few words that none can be cut, as long as
  /// they are not too many, stay as they are; else they become one. True: some
  /// words did not fit.
  bool join(std::vector<packed_words>& parts);

private:
  /// A view is a list of all parts of an hour.
  static constexpr std::size_t parts_max = 8;

  std::vector<counted_word> words_;
  hash_index index_;
};

} // namespace murmuration
