/// What one partition has applied since its last checkpoint. It raises the live
/// counts of the tag table as it goes, and can take that back. Not thread-safe.
///
///   open_delta open{table, start};
///   open.apply(batch);
///   auto taken = open.take({.nonce = n, .rules = r, .writer = w});
///   ... taken.settle(table);      // or, after a rewind: taken.revert(table)
///
/// Law: what is taken is a pure function of the records between its start and
/// its end, however they were cut into batches, except for the label.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "messages/delta.hpp"
#include "runtime/count/counter_map.hpp"
#include "runtime/count/hash_index.hpp"
#include "runtime/count/id_set.hpp"
#include "runtime/count/joined_batch.hpp"
#include "runtime/count/open_words.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/recent_list.hpp"
#include "runtime/count/tag_table.hpp"
#include "runtime/count/taken_delta.hpp"

namespace murmuration {

/// Which lists need to know of each use.
struct list_switches {
  bool windows = false;
  bool trending = false;
  bool on() const {
    return windows || trending;
  }
};

/// What a delta carries besides what it counts.
struct delta_label {
  std::uint64_t nonce = 0;
  std::uint64_t rules = 0;
  std::string writer;
  std::int64_t written_ms = 0;
};

class open_delta final : public overlay {
public:
  /// Whether a language is one whose texts are shown.
  using language_rule = std::function<bool(std::string_view lang)>;

  /// `table` must outlive it. Without `covers` no texts are kept.
  open_delta(tag_table& table, offset start, language_rule covers = {},
             list_switches lists = {});

  /// Throws std::logic_error, and changes nothing, when the batch does not
  /// begin where the last ended or a leg answered for another number of tweets.
  void apply(const joined_batch& batch);

  /// Nothing to write: the position has not moved.
  bool empty() const {
    return start_ == end_;
  }
  offset start() const {
    return start_;
  }
  offset end() const {
    return end_;
  }
  const totals& sums() const {
    return sums_;
  }
  const std::optional<fingerprint>& last() const {
    return last_;
  }
  /// Spellings + seconds + words of each second + ids taken back + uses of
  /// tags that lists need: what `aggregator.open-delta-entries-max` bounds.
  std::size_t entries() const {
    return tags_.size() + seconds_.size() + words_.size() + deleted_.size()
           + marks_.size();
  }

  /// Hands out what it holds and goes on, empty, at its end. Throws
  /// std::logic_error when it is empty.
  taken_delta take(delta_label label);

  /// A rewind: takes its tags back from the table and goes on at `start`.
  void revert(offset start);

  /// The table was cleared: forgets everything and goes on at `start`.
  void reset(offset start);

  std::span<const overlay_second> seconds() const override {
    return seconds_;
  }
  some_words words(std::size_t i) const override {
    return words_.read(static_cast<std::uint32_t>(i));
  }
  std::span<const tag_mark> marks() const override {
    return marks_;
  }
  std::span<const recent_tweet> recent() const override {
    return recent_.tweets();
  }
  bool deletes(const std::string& id) const override {
    return deleted_.contains(id);
  }

private:
  void apply_tags(const hashtag_partial& x);
  void apply_tweets(const tweet_batch& batch, const sentiment_partial* labels);
  void apply_words(const word_partial& x);
  void apply_texts(const joined_batch& batch);
  std::uint32_t second_index(std::int64_t second);
  void list_tags(taken_delta& to) const;
  void list_seconds(delta& to) const;

  tag_table& table_;
  offset start_;
  offset end_;
  totals sums_;
  std::optional<fingerprint> last_;
  list_switches lists_;
  counter_map tags_; ///< by spelling_id
  std::vector<tag_mark> marks_;
  std::vector<overlay_second> seconds_;
  hash_index by_second_;
  std::uint32_t second_seen_ = 0; ///< tweets of one second come together
  open_words words_;              ///< by place in `seconds_`
  recent_list recent_;
  std::optional<recent_list> texts_; ///< those that are covered
  id_set deleted_;
  std::vector<spelling_id> spellings_; ///< of the batch being applied
};

} // namespace murmuration
