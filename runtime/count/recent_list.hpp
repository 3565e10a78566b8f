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
#include "messages/partial.hpp"
#include "runtime/count/overlay.hpp"

namespace murmuration {

class recent_list {
public:
  static constexpr std::size_t text_bytes_max = 8192;
  static constexpr std::size_t field_bytes_max = 256;

  /// What a tweet is shown with; nothing: it is left out.
  using text_of =
      std::function<std::optional<std::string_view>(const tweet& x)>;

  /// Without `text` every tweet is taken, with its counted text.
  explicit recent_list(std::size_t max = recent_max, text_of text = {})
    : max_(max)
    , text_(std::move(text)) {}

  /// The tweets of a batch, which is held until the next: they are copied only
  /// when somebody asks, or the next leaves some of them in. Without `labels`
  /// they have none.
  void add(batch_ptr batch, sentiment_partial_ptr labels);

  /// Tweets that came after those held, newest first. Those later than
  /// `event_ms_max` are left out.
  void add(std::span<const recent_tweet> later, std::int64_t event_ms_max);

  const std::vector<recent_tweet>& tweets() const {
    settle();
    return tweets_;
  }

  /// Takes out those whose id says so.
  template <class Gone>
  void remove_if(Gone gone) {
    settle();
    std::erase_if(tweets_, [&](const recent_tweet& x) { return gone(x.id); });
  }

  /// Empties the list.
  std::vector<recent_tweet> take() {
    settle();
    return std::exchange(tweets_, {});
  }

  void clear() {
    latest_ = {};
    tweets_.clear();
  }

private:
  /// Of a batch, the places of what may stay, newest first.
  struct choice {
    batch_ptr batch;
    sentiment_partial_ptr labels;
    std::vector<std::uint32_t> places;

    std::int64_t event_ms(std::size_t i) const {
      return batch->tweets[places[i]].event_ms;
    }
  };

  std::vector<std::uint32_t> chosen(const std::vector<tweet>& tweets) const;
  bool displaces_all(const choice& later) const;
  /// Copies what was chosen of the latest batch.
  void settle() const;
  void merge(std::vector<recent_tweet> later) const;

  std::size_t max_;
  text_of text_;
  mutable choice latest_; ///< came after `tweets_`
  mutable std::vector<recent_tweet> tweets_;
};

/// An id as the list keeps it: cut at `field_bytes_max`.
std::string_view kept_id(std::string_view id);

} // namespace murmuration
