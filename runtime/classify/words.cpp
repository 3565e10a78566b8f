#include "runtime/classify/words.hpp"

#include <algorithm>
#include <memory>

#include "runtime/classify/tokenizer.hpp"
#include "runtime/count/bytes_hash.hpp"

namespace murmuration {
namespace {

constexpr std::size_t slots_min = 4096;

/// A full batch of tweets has some 8,000 words; this is 64 times that.
constexpr std::size_t slots_kept_max = 1u << 19;

std::int64_t floor_second(std::int64_t ms) {
  return ms / 1000 - (ms % 1000 < 0);
}

} // namespace

word_tally::word_tally()
  : slots_(slots_min) {}

word_partial_ptr word_tally::count(const batch_ptr& batch,
                                   const language_filter& filter) {
  auto partial = std::make_shared<word_partial>();
  partial->batch = batch;
  for (const auto& tweet : batch->tweets) {
    if (!filter.covers(tweet.lang))
      continue;
    auto second = second_of(tweet.event_ms);
    for_each_word(tweet.text, [&](std::string_view word) {
      if (word.size() <= word_bytes_max)
        add(word, second, partial->bytes);
    });
  }
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

void word_tally::add(std::string_view word, std::uint32_t second,
                     arena& bytes) {
  auto of_word = bytes_hash(word);
  auto hash = of_word + second * 0x9E3779B97F4A7C15u;
  auto mask = slots_.size() - 1;
  auto at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    auto& known = entries_[slots_[at] - 1];
    if (known.hash == hash && known.second == second && known.word == word) {
      ++known.count;
      return;
    }
  }
  entries_.push_back({bytes.copy(word), hash,
                      static_cast<std::uint32_t>(of_word >> 32), second, 1});
  slots_[at] = static_cast<std::uint32_t>(entries_.size());
  if (entries_.size() * 2 > slots_.size())
    grow();
}

void word_tally::grow() {
  slots_.assign(slots_.size() * 2, 0);
  auto mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    auto at = entries_[i].hash & mask;
    while (slots_[at] != 0)
      at = (at + 1) & mask;
    slots_[at] = i + 1;
  }
}

void word_tally::fill(word_partial& partial) const {
  std::vector<std::uint32_t> sizes(seconds_.size());
  for (const auto& x : entries_)
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
  for (const auto& x : entries_)
    partial.seconds[place[x.second]].words.push_back(
        {x.word, x.count, x.word_hash});
}

void word_tally::reset() {
  if (slots_.size() > slots_kept_max) {
    slots_ = std::vector<std::uint32_t>(slots_min);
    entries_ = {};
  } else {
    std::fill(slots_.begin(), slots_.end(), 0);
    entries_.clear();
  }
  seconds_.clear();
  second_index_.clear();
}

} // namespace murmuration
