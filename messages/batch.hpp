/// The unit that travels between actors: a run of records of one partition,
/// decoded, immutable and shared, so that fanning out costs nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"
#include "messages/dead_letter.hpp"
#include "messages/ids.hpp"
#include "messages/tweet.hpp"

namespace murmuration {

/// How many records had which outcome. Law: they add up to the records.
struct tally {
  std::uint64_t counted = 0;
  std::uint64_t filtered = 0;
  std::uint64_t skipped = 0;
  std::uint64_t malformed = 0;
  std::uint64_t duplicate = 0;

  std::uint64_t records() const {
    return counted + filtered + skipped + malformed + duplicate;
  }
  void add(outcome x);
  tally& operator+=(const tally& x);
  bool operator==(const tally&) const = default;
};

/// Records that the source no longer held when their turn came: [from, to).
struct gap {
  offset from;
  offset to;
  auto operator<=>(const gap&) const = default;
};

/// Tells one log from another: the last record that was taken from it.
struct fingerprint {
  offset at;              ///< where that record starts
  std::uint64_t hash = 0; ///< xxHash3-64 of key and value (see record.hpp)
  std::int64_t timestamp_ms = -1; ///< the source's, -1 when it has none
  bool operator==(const fingerprint&) const = default;
};

/// A record that is no tweet, and why.
struct rejected {
  offset at;
  outcome what = outcome::skipped;
  malformed_reason reason = malformed_reason::none;
};

struct tweet_batch {
  topic_partition source;
  epoch at_epoch;
  sequence number;
  offset first; ///< where the batch starts, gap and holes included
  offset next;  ///< where the next one starts

  std::vector<tweet> tweets;        ///< at most `consumer.batch-records-max`
  std::vector<hashtag> entity_tags; ///< see `tweet::tags_first`
  std::vector<rejected> rejects;    ///< in offset order
  /// Ids of tweets that delete notices in this batch take back: their texts
  /// are shown no more, their counts stay.
  std::vector<std::string_view> deleted;
  letter_page_ptr letters; ///< the malformed ones; null: none, or not kept
  tally outcomes;
  std::uint64_t holes = 0; ///< offsets that hold no record (Kafka)
  bool ends = false;       ///< the record at `next` is later than a drain reads
  std::optional<gap> lost; ///< taken by retention before `first` record
  std::optional<fingerprint> last; ///< of the last record in the batch
  arena bytes;                     ///< what the tweets point into

  tweet_batch() = default;
  tweet_batch(const tweet_batch&) = delete;
  tweet_batch& operator=(const tweet_batch&) = delete;
};

using batch_ptr = std::shared_ptr<const tweet_batch>;

inline void tally::add(outcome x) {
  switch (x) {
    case outcome::counted:
      ++counted;
      break;
    case outcome::filtered:
      ++filtered;
      break;
    case outcome::skipped:
      ++skipped;
      break;
    case outcome::malformed:
      ++malformed;
      break;
    case outcome::duplicate:
      ++duplicate;
      break;
  }
}

inline tally& tally::operator+=(const tally& x) {
  counted += x.counted;
  filtered += x.filtered;
  skipped += x.skipped;
  malformed += x.malformed;
  duplicate += x.duplicate;
  return *this;
}

} // namespace murmuration
