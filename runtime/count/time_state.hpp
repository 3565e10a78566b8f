/// What a snapshot keeps of the time series: as plain vectors, and as a cheap
/// copy that can be taken in an actor and spelled out in another thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "messages/delta.hpp"
#include "messages/view.hpp"

namespace murmuration {

struct time_state {
  std::vector<second_count> seconds; ///< ascending, last hour
  std::vector<second_count> minutes; ///< ascending by first second, last week
  std::vector<second_words> words;   ///< ascending, last hour
  std::vector<recent_tweet> recent;  ///< newest first
  std::vector<std::string> deleted;  ///< the oldest first
};

/// Shares its words with the series; immutable.
struct time_freeze {
  std::vector<second_count> seconds;
  std::vector<second_count> minutes;
  std::vector<words_view> words;
  std::vector<recent_tweet> recent;
  std::vector<std::string> deleted;

  /// Takes away the newest seconds that hold at most `n` words together, but
  /// one at least, and each as a whole.
  std::vector<words_view> take_words(std::size_t n);
  time_state spell_out() const;
};

/// Adds up the parts of each second, as deltas and snapshots list words.
std::vector<second_words> joined(const std::vector<words_view>& seconds);

} // namespace murmuration
