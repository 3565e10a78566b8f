/// What is durable, by event time: seconds, minutes, words of each second and
/// the newest tweets. Views lay the open and in-flight deltas over it without
/// changing it. Times come from the caller. Not thread-safe; what it hands out
/// is immutable and may be.
///
///   series.add(taken.content, now_ms);          // a delta became durable
///   auto view = series.view(overlays, now_ms);  // at most four times a second
///
/// Bounds: 3,600 seconds, 10,080 minutes, 1,000 words a second, 50 tweets, and
/// as many ids of tweets taken back as `deleted_ids` keeps.
/// "Last" counts back from the newest second that was at most 60 s ahead of the
/// clock when it came (interface.md, "Time").
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "messages/delta.hpp"
#include "messages/view.hpp"
#include "runtime/count/deleted_ids.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/recent_list.hpp"
#include "runtime/count/time_state.hpp"
#include "runtime/count/volume_window.hpp"
#include "runtime/count/window_ring.hpp"
#include "runtime/count/word_merge.hpp"

namespace murmuration {

class time_series {
public:
  using overlays = std::span<const overlay* const>;

  void add(const delta& x, std::int64_t now_ms);

  /// A snapshot, or a part of one; parts may come in any order.
  void load(const time_state& x, std::int64_t now_ms);
  time_freeze freeze() const;
  time_state store() const {
    return freeze().spell_out();
  }
  void clear();

  /// Words that did not change since the last view are shared with it.
  time_view_ptr view(overlays open, std::int64_t now_ms);
  /// The newest tweets, newest first; of equal times the durable ones last.
  /// None that a notice took back, whichever of the two came first.
  std::vector<recent_tweet> recent(overlays open, std::int64_t now_ms) const;
  /// How many words the durable seconds hold; a pass over all seconds.
  std::size_t words() const;
  /// What the durable notices took back.
  const deleted_ids& deleted() const {
    return deleted_;
  }

private:
  struct kept_words {
    std::vector<packed_words> parts; ///< as `word_merge::join` leaves them
    bool cut = false;
    std::uint64_t stamp = 0;
  };

  /// The words of a second, as durable and open parts made them.
  struct shown_words {
    std::int64_t second = 0;
    kept_words words;
    std::vector<std::uint64_t> stamps; ///< of those parts
  };

  /// Words of a second in an overlay.
  struct piece {
    std::int64_t second = 0;
    const overlay* from = nullptr;
    std::size_t index = 0;
    std::uint64_t stamp = 0;
  };

  void add_words(const std::vector<second_words>& words);
  void forget(const std::vector<std::string>& ids);
  std::vector<piece> open_pieces(overlays open,
                                 const volume_window& window) const;
  shown_words show(std::span<const piece> open);
  void show_words(const volume_window& window, overlays open, time_view& to);
  static void list(std::int64_t second, const kept_words& from,
                   std::vector<words_view>& to);

  volume_window volume_;
  window_ring<kept_words, seconds_kept> words_;
  recent_list recent_;
  deleted_ids deleted_;
  word_merge merge_;
  std::vector<shown_words> former_; ///< of the last view, ascending
};

} // namespace murmuration
