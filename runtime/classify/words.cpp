#include "runtime/classify/words.hpp"

#include <algorithm>
#include <memory>

#include "runtime/classify/covered_tweets.hpp"
#include "runtime/classify/tokenizer.hpp"

namespace murmuration {
namespace {

/// A full batch of tweets has some 8,000 words; this is 64 times that.
constexpr std::size_t uses_kept_max = 1u << 19;

std::int64_t floor_second(std::int64_t ms) {
  return ms / 1000 - (ms % 1000 < 0);
}

} // namespace

word_partial_ptr word_tally::count(const batch_ptr& batch,
                                   const language_filter& filter) {
  auto partial = std::make_shared<word_partial>();
  partial->batch = batch;
  each_covered(batch->tweets, filter, [&](std::size_t i) {
    const auto& tweet = batch->tweets[i];
    auto second = second_of(tweet.event_ms);
    for_each_word(tweet.text,
                  [&](std::string_view word, const short_word& as_short) {
                    if (word.size() <= word_bytes_max)
                      add(words_.number(word, as_short), second);
                  });
  });
  fill(*partial);
  reset();
  return partial;
}

std::uint32_t word_tally::second_of(std::int64_t event_ms) {
  auto second = floor_second(event_ms);
  if (!seconds_.empty() && seconds_.back() == second)
    return static_cast<std::uint32_t>(seconds_.size() - 1);
  auto [at, is_new] = second_index_.try_emplace(
      second, static_cast<std::uint32_t>(seconds_.size()));
  if (is_new)
    seconds_.push_back(second);
  return at->second;
}

/// Tweets of one second come together, so nearly all uses of a word in it
/// become one. A place that is another word's, or of a batch before, is known
/// by what is there.
void word_tally::add(std::uint32_t word, std::uint32_t second) {
  if (word >= last_.size())
    last_.resize(word + 1);
  auto& at = last_[word];
  if (at < uses_.size() && uses_[at].word == word
      && uses_[at].second == second) {
    ++uses_[at].count;
    return;
  }
  at = static_cast<std::uint32_t>(uses_.size());
  uses_.push_back({word, second, 1});
}

void word_tally::fill(word_partial& partial) const {
  std::vector<std::uint32_t> sizes(seconds_.size());
  for (const auto& x : uses_)
    ++sizes[x.second];
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < seconds_.size(); ++i) {
    if (sizes[i] > 0) // else a tweet without any word
      order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [this](auto a, auto b) { return seconds_[a] < seconds_[b]; });
  std::vector<std::uint32_t> place(seconds_.size());
  partial.seconds.resize(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    partial.seconds[i].second = seconds_[order[i]];
    partial.seconds[i].words.reserve(sizes[order[i]]);
  }
  for (const auto& x : uses_)
    partial.seconds[place[x.second]].words.push_back(
        {words_[x.word], x.count, x.word});
  partial.lexicon = words_.bytes();
}

void word_tally::reset() {
  if (words_.size() > lexicon_size_max) {
    words_ = {};
    last_.clear();
  }
  if (uses_.size() > uses_kept_max)
    uses_ = {};
  uses_.clear();
  seconds_.clear();
  second_index_.clear();
}

} // namespace murmuration
