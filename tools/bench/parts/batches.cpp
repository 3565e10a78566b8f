#include "tools/bench/parts/batches.hpp"

#include <algorithm>

#include "actors/classifier.hpp"
#include "actors/hashtag_counter.hpp"
#include "actors/word_counter.hpp"
#include "config/model_paths.hpp"
#include "runtime/classify/load_model.hpp"
#include "tools/bench/parts/records.hpp"

namespace murmuration::bench {

batch_ptr decode_batch(decoder& read, std::span<const std::string_view> records,
                       std::size_t first) {
  auto end = std::min(first + batch_records, records.size());
  auto batch = std::make_shared<tweet_batch>();
  batch->source = {"tweets", partition_id{0}};
  batch->number = {first / batch_records};
  batch->first = {static_cast<std::int64_t>(first)};
  batch->next = {static_cast<std::int64_t>(end)};
  tweet found;
  for (auto record : records.subspan(first, end - first)) {
    auto made = read.decode(record, batch->bytes, found, batch->entity_tags);
    batch->outcomes.add(made.what);
    if (made.what == outcome::counted)
      batch->tweets.push_back(found);
    else if (!made.deleted.empty())
      batch->deleted.push_back(made.deleted);
  }
  return batch;
}

const std::vector<batch_ptr>& batches() {
  static const auto all = [] {
    std::vector<batch_ptr> made;
    decoder read;
    for (std::size_t i = 0; i < raw_tweets().size(); i += batch_records)
      made.push_back(decode_batch(read, raw_tweets(), i));
    return made;
  }();
  return all;
}

const std::vector<joined_batch>& joined_batches() {
  static const auto all = [] {
    std::vector<joined_batch> made;
    hashtag_counter_state tags;
    word_counter_state words;
    classifier_state labels{shipped_model(), shipped_languages()};
    for (const auto& x : batches())
      made.push_back({x, tags.count(x),
                      words.tally.count(x, *shipped_languages()),
                      labels.classify(x)});
    return made;
  }();
  return all;
}

const std::shared_ptr<const sentiment_model>& shipped_model() {
  static const std::shared_ptr<const sentiment_model> model =
      load_model({resolve_model_paths({}, this_executable()).model, {}, .1});
  return model;
}

const std::shared_ptr<const language_filter>& shipped_languages() {
  static const auto languages = std::make_shared<const language_filter>(
      std::vector<std::string>{"en"}, "");
  return languages;
}

std::int64_t tweets() {
  std::int64_t result = 0;
  for (const auto& x : batches())
    result += std::ssize(x->tweets);
  return result;
}

} // namespace murmuration::bench
