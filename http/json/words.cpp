#include <algorithm>
#include <unordered_map>

#include "http/json/documents.hpp"
#include "http/json/writer.hpp"

namespace murmuration::http {

namespace {

constexpr std::size_t words_max = 100;

using ranked_word = std::pair<std::string_view, std::uint64_t>;

struct word_sums {
  bool exact = true;
  std::vector<ranked_word> words; ///< at most `words_max`, best first
};

word_sums sum_words(const time_view& view, std::int64_t seconds) {
  word_sums result;
  std::unordered_map<std::string_view, std::uint64_t> sums;
  for (const auto& second : view.words) {
    if (second.second <= view.newest - seconds || second.second > view.newest)
      continue;
    result.exact = result.exact && !second.cut;
    for (auto [word, count] : second.words)
      sums[word] += count;
  }
  result.words.resize(std::min(words_max, sums.size()));
  std::partial_sort_copy(sums.begin(), sums.end(), result.words.begin(),
                         result.words.end(), [](const auto& a, const auto& b) {
                           return a.second != b.second ? a.second > b.second
                                                       : a.first < b.first;
                         });
  return result;
}

} // namespace

std::string words_json(const time_view* view, std::string_view window,
                       std::int64_t seconds) {
  auto sums = view ? sum_words(*view, seconds) : word_sums{};
  json_writer out;
  out.object([&] {
    out.member("window", window);
    out.member("exact", sums.exact);
    out.array("words", [&] {
      for (const auto& [word, count] : sums.words)
        out.object([&] {
          out.member("word", word);
          out.member("count", count);
        });
    });
  });
  return out.take();
}

} // namespace murmuration::http
