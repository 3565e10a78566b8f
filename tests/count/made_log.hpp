/// A made-up log, and what the legs would make of any run of its records.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "runtime/count/event_time.hpp"
#include "runtime/count/joined_batch.hpp"

namespace murmuration::test {

/// `w7`. Appended, because GCC 12 warns of a sum of strings without reason.
inline std::string numbered(const char* prefix, std::size_t number) {
  std::string result{prefix};
  result += std::to_string(number);
  return result;
}

/// One offset of the log.
struct made_record {
  enum kind { a_tweet, a_reject, a_hole, a_loss };
  kind what = a_tweet;
  std::int64_t event_ms = 0;
  std::vector<std::pair<std::string, std::string>> tags; ///< key, tag
  std::vector<std::string> words;
  sentiment label = sentiment::none;
  std::string text = "text";
  std::string lang = "en";
  std::string takes_back; ///< a reject: the id of a tweet
  std::uint32_t author = 0;
};

using made_log = std::vector<made_record>;

/// The records [from, to), with offset = place in the log. A loss may only
/// stand at the beginning. `legs_on` false leaves all legs but records null.
inline joined_batch join(const made_log& log, std::size_t from, std::size_t to,
                         bool legs_on = true, epoch at = {},
                         sequence number = {}) {
  auto batch = std::make_shared<tweet_batch>();
  auto tags = std::make_shared<hashtag_partial>();
  auto words = std::make_shared<word_partial>();
  auto labels = std::make_shared<sentiment_partial>();
  std::map<std::int64_t, std::map<std::string, std::uint32_t>> seconds;
  batch->source = {"tweets", {0}};
  batch->at_epoch = at;
  batch->number = number;
  batch->first = {static_cast<std::int64_t>(from)};
  batch->next = {static_cast<std::int64_t>(to)};
  for (auto i = from; i < to; ++i) {
    const auto& x = log[i];
    offset here{static_cast<std::int64_t>(i)};
    if (x.what == made_record::a_hole) {
      ++batch->holes;
      continue;
    }
    if (x.what == made_record::a_loss) {
      batch->lost = gap{here, {here.value + 1}};
      continue;
    }
    batch->last = fingerprint{here, i * 7 + 1, x.event_ms};
    if (x.what == made_record::a_reject) {
      batch->outcomes.add(outcome::skipped);
      batch->rejects.push_back({here, outcome::skipped, {}});
      if (!x.takes_back.empty())
        batch->deleted.push_back(batch->bytes.copy(x.takes_back));
      continue;
    }
    batch->outcomes.add(outcome::counted);
    tweet made;
    made.id = batch->bytes.copy(std::to_string(i));
    made.text = batch->bytes.copy(x.text);
    made.top_text = made.text;
    made.lang = batch->bytes.copy(x.lang);
    made.event_ms = x.event_ms;
    batch->tweets.push_back(made);
    labels->labels.push_back(x.label);
    for (const auto& [key, tag] : x.tags)
      tags->tags.push_back({tags->bytes.copy(key), tags->bytes.copy(tag),
                            second_of(x.event_ms), x.author});
    for (const auto& word : x.words)
      ++seconds[second_of(x.event_ms)][word];
  }
  auto lexicon = std::make_shared<arena>();
  words->lexicon = lexicon;
  for (const auto& [second, counts] : seconds) {
    auto& to_second = words->seconds.emplace_back();
    to_second.second = second;
    for (const auto& [word, n] : counts)
      to_second.words.push_back({lexicon->copy(word), n});
  }
  tags->batch = words->batch = labels->batch = batch;
  if (!legs_on)
    return {batch, nullptr, nullptr, nullptr};
  return {batch, tags, words, labels};
}

/// Cuts [from, to) into batches of random length; a loss begins one.
inline std::vector<joined_batch> cut(const made_log& log, std::size_t from,
                                     std::size_t to, std::size_t records_max,
                                     std::mt19937& random) {
  std::vector<joined_batch> result;
  while (from < to) {
    auto end = from + 1;
    auto length = 1 + random() % records_max;
    while (end < to && end - from < length
           && log[end].what != made_record::a_loss)
      ++end;
    result.push_back(join(log, from, end));
    from = end;
  }
  return result;
}

/// Skewed like the real thing: few names are frequent, many are rare.
inline std::size_t skewed(std::mt19937& random, std::size_t size) {
  auto x = static_cast<double>(random() % 1'000'000) / 1e6;
  return std::min(size - 1, static_cast<std::size_t>(
                                x * x * x * static_cast<double>(size)));
}

inline made_log random_log(std::size_t size, std::mt19937& random) {
  made_log log(size);
  std::int64_t now_ms = 1'600'000'000'000;
  for (auto& x : log) {
    now_ms += static_cast<std::int64_t>(random() % 700);
    auto dice = random() % 20;
    x.what = dice == 0   ? made_record::a_hole
             : dice == 1 ? made_record::a_loss
             : dice < 4  ? made_record::a_reject
                         : made_record::a_tweet;
    // Coarse, so that many tweets share a millisecond; some come late.
    x.event_ms = now_ms / 500 * 500;
    if (random() % 10 == 0)
      x.event_ms -= static_cast<std::int64_t>(random() % 60'000);
    x.label = static_cast<sentiment>(random() % 4);
    x.lang = random() % 3 == 0 ? "en" : "fr";
    if (random() % 2 == 0)
      x.takes_back = std::to_string(random() % size);
    for (auto n = random() % 3; n > 0; --n) {
      auto number = skewed(random, 200);
      auto key = numbered("k", number);
      x.tags.push_back({key, random() % 2 ? key : numbered("K", number)});
    }
    for (auto n = random() % 5; n > 0; --n)
      x.words.push_back(numbered("w", skewed(random, 300)));
  }
  return log;
}

} // namespace murmuration::test
