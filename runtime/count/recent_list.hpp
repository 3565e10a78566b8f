/// The newest tweets, newest first: by event time, and where that is equal the
/// one that came later. At most `recent_max`, or fewer. Not thread-safe.
///
/// What a tweet says is cut at `text_bytes_max`, its other fields at
/// `field_bytes_max`, between characters: a record may be 16 MiB long, a cell
/// of the ledger may not.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

  explicit recent_list(std::size_t max = recent_max)
    : max_(max) {}

  /// What a tweet is shown with; nothing: it is left out.
  using text_of =
      std::function<std::optional<std::string_view>(const tweet& x)>;

  /// `labels`: one a tweet, or null; then the tweets have none. Without `text`
  /// every tweet is taken, with its counted text.
  void add(const tweet_batch& batch, const std::vector<sentiment>* labels,
           const text_of& text = {});

  /// Tweets that came after those held, newest first. Those later than
  /// `event_ms_max` are left out.
  void add(std::span<const recent_tweet> later, std::int64_t event_ms_max);

  const std::vector<recent_tweet>& tweets() const {
    return tweets_;
  }

  /// Takes out those whose id says so.
  template <class Gone>
  void remove_if(Gone gone) {
    std::erase_if(tweets_, [&](const recent_tweet& x) { return gone(x.id); });
  }

  /// Empties the list.
  std::vector<recent_tweet> take() {
    return std::exchange(tweets_, {});
  }

private:
  void merge(std::vector<recent_tweet> later);

  std::size_t max_;
  std::vector<recent_tweet> tweets_;
};

/// An id as the list keeps it: cut at `field_bytes_max`.
std::string kept_id(std::string_view id);

} // namespace murmuration
