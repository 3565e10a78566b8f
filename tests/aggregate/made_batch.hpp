/// Batches of a made-up log: record n of a partition is a tweet with one tag,
/// which depends on both, so that any run of records can be recounted.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "messages/partial.hpp"

namespace murmuration::test {

inline topic_partition partition(std::int32_t n) {
  return {"tweets", partition_id{n}};
}

inline std::string tag_at(const topic_partition& source, std::int64_t at) {
  std::string result{"t"};
  result += std::to_string((at * 7 + source.partition.value * 3) % 11);
  return result;
}

using tag_counts = std::map<std::string, std::uint64_t>;

inline void recount(const topic_partition& source, offset from, offset to,
                    tag_counts& into) {
  for (auto at = from.value; at < to.value; ++at)
    ++into[tag_at(source, at)];
}

/// The records [first, next) as the consumer sends them.
inline std::shared_ptr<tweet_batch> made_batch(const topic_partition& source,
                                               epoch at, sequence number,
                                               offset first, offset next) {
  auto batch = std::make_shared<tweet_batch>();
  batch->source = source;
  batch->at_epoch = at;
  batch->number = number;
  batch->first = first;
  batch->next = next;
  for (auto n = first.value; n < next.value; ++n) {
    tweet made;
    made.id = batch->bytes.copy(std::to_string(n));
    made.event_ms = 1'600'000'000'000 + n;
    batch->tweets.push_back(made);
    batch->outcomes.add(outcome::counted);
  }
  batch->last = fingerprint{{next.value - 1}, 7, -1};
  return batch;
}

inline hashtag_partial_ptr tags_of(const batch_ptr& batch) {
  auto partial = std::make_shared<hashtag_partial>();
  partial->batch = batch;
  auto at = batch->next.value - static_cast<std::int64_t>(batch->tweets.size());
  for (; at < batch->next.value; ++at) {
    auto tag = partial->bytes.copy(tag_at(batch->source, at));
    partial->tags.push_back({tag, tag, 1'600'000'000, 1});
  }
  return partial;
}

} // namespace murmuration::test
