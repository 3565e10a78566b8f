/// The newest tweets, newest first: by event time, and where that is equal the
/// one that came later. At most `recent_max`. Not thread-safe.
///
/// What a tweet says is cut at `text_bytes_max`, its other fields at
/// `field_bytes_max`, between characters: a record may be 16 MiB long, a cell
/// of the ledger may not.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "messages/batch.hpp"
#include "messages/delta.hpp"
#include "runtime/count/overlay.hpp"

namespace murmuration {

class recent_list {
public:
  static constexpr std::size_t text_bytes_max = 8192;
  static constexpr std::size_t field_bytes_max = 256;

  /// `labels`: one a tweet, or null; then the tweets have none.
  void add(const tweet_batch& batch, const std::vector<sentiment>* labels);

  /// Tweets that came after those held, newest first. Those later than
  /// `event_ms_max` are left out.
  void add(std::span<const recent_tweet> later, std::int64_t event_ms_max);

  const std::vector<recent_tweet>& tweets() const {
    return tweets_;
  }

  /// Empties the list.
  std::vector<recent_tweet> take() {
    return std::exchange(tweets_, {});
  }

private:
  void merge(std::vector<recent_tweet> later);

  std::vector<recent_tweet> tweets_;
};

} // namespace murmuration
