/// The made-up tweets as batches, at each stage between consumer and ledger.
///   for (auto& batch : bench::batches()) …
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/classify/languages.hpp"
#include "runtime/classify/sentiment_model.hpp"
#include "runtime/count/joined_batch.hpp"
#include "runtime/decode/decoder.hpp"

namespace murmuration::bench {

/// Records a batch: the default of consumer.batch-records-max.
inline constexpr std::size_t batch_records = 500;

/// Decodes records `[first, first + batch_records)` of `records`, as far as
/// there are any; an offset is a place in `records`.
batch_ptr decode_batch(decoder& read, std::span<const std::string_view> records,
                       std::size_t first);

/// All of `raw_tweets`, decoded once.
const std::vector<batch_ptr>& batches();

/// The same with what hashtags, words and sentiment make of them.
const std::vector<joined_batch>& joined_batches();

/// The model and the languages that the engine is shipped with.
const std::shared_ptr<const sentiment_model>& shipped_model();
const std::shared_ptr<const language_filter>& shipped_languages();

/// Tweets in `batches`.
std::int64_t tweets();

} // namespace murmuration::bench
