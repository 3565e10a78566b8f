#include "runtime/count/overlay.hpp"

#include <atomic>

#include "runtime/count/keep_best.hpp"

namespace murmuration {

std::uint64_t fresh_words_stamp() {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

bool cut_words(std::vector<counted_word>& words) {
  return keep_best(
      words, words_per_second_max,
      [](const counted_word& x) { return x.count; },
      [](const counted_word& x, const counted_word& y) {
        return x.word < y.word;
      });
}

} // namespace murmuration
