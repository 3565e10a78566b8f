/// Counts records anew: those of one delta at a time, and everything below
/// each mark. Not thread safe.
///
///   recount sums{marks, only};
///   sums.begin(cuts);                 // a partition
///   while (reader->next(x, end)) sums.take(x);
///   compare(sums.run(), cell); sums.next_run();
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "messages/batch.hpp"
#include "tools/audit/judge.hpp"
#include "tools/audit/reader.hpp"
#include "tools/audit/tag_counts.hpp"

namespace murmuration::audit {

using second_counts = std::unordered_map<std::int64_t, std::uint64_t>;

/// One tag of one tweet whose time is known.
struct tag_use {
  std::int64_t second = 0;
  std::uint32_t tag = 0;    ///< id of the spelling
  std::uint32_t author = 0; ///< as the ledger tells authors apart
};

/// Of the records since `next_run`.
struct run_counts {
  tally outcomes;
  second_counts seconds;
  /// Tweets of which neither the record nor the source tells the time: the
  /// engine took that of reading them.
  std::uint64_t untimed = 0;
  std::vector<std::uint32_t> tags; ///< ids that occurred, each once
  std::vector<tag_use> uses;
};

/// Of the records below a mark.
struct mark_counts {
  tally outcomes; ///< of all partitions
  second_counts seconds;
  std::uint64_t untimed = 0;
};

class recount {
public:
  recount(std::size_t marks, std::optional<std::string> only)
    : tags_(marks, std::move(only))
    , marks_(marks)
    , of_partition_(marks) {}

  /// A partition begins; `cuts`: where each mark is in it.
  void begin(std::vector<std::int64_t> cuts);
  void take(const source_record& x);
  void next_run();

  const run_counts& run() const {
    return run_;
  }
  /// In this run.
  std::uint64_t run_count(std::uint32_t id) const {
    return id < run_tags_.size() ? run_tags_[id] : 0;
  }
  const tag_counts& tags() const {
    return tags_;
  }
  const mark_counts& mark(std::size_t i) const {
    return marks_[i];
  }
  /// Of the current partition.
  const tally& partition_mark(std::size_t i) const {
    return of_partition_[i];
  }

private:
  void count_tags(const std::vector<std::string>& tags, std::int64_t at);
  void note_uses(std::int64_t second, const std::string& author,
                 std::int64_t at);

  judge judge_;
  tag_counts tags_;
  std::vector<mark_counts> marks_;
  std::vector<tally> of_partition_;
  std::vector<std::int64_t> cuts_;
  run_counts run_;
  std::vector<std::uint64_t> run_tags_; ///< by id
  std::vector<std::uint32_t> of_tweet_; ///< ids of one tweet
};

} // namespace murmuration::audit
