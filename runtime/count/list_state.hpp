/// Windows and trends: what is durable of both, within one bound of memory.
/// Views lay the open and in-flight deltas over it without changing it. What
/// is shown is a pure function of the set of uses and of the newest second,
/// whatever the order they came in. Times come from the caller. Not
/// thread-safe; what it hands out is immutable and may be.
///
///   lists.add(delta, keys, now_ms);           // became durable
///   lists.show(overlays, now_ms, until, view);
///
/// Bound: `memory_bytes` for what is durable. Beyond it the oldest minutes
/// leave first, and what they were in is not exact any more.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "messages/ledger_records.hpp"
#include "messages/view.hpp"
#include "runtime/count/list_freeze.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/tag_windows.hpp"
#include "runtime/count/trend_state.hpp"

namespace murmuration {

struct list_options {
  bool windows = false;
  bool trending = false;
  std::uint64_t memory_bytes = 256u << 20;
  std::size_t length = 100; ///< of each list
  trend_settings rule;

  bool on() const {
    return windows || trending;
  }
};

class list_state {
public:
  using overlays = std::span<const overlay* const>;
  using row_keys = std::span<const std::uint32_t>;

  /// `table` must outlive it; it is cleared when the table is.
  list_state(const tag_table& table, const list_options& options);

  /// `keys`: of each row of the delta's tags, the number of its key.
  void add(const delta& x, row_keys keys, std::int64_t now_ms);
  /// What the parts of a snapshot held.
  struct told {
    bool tags = false;
    bool seconds = false;
    bool authors = false;
  };
  /// A part of a snapshot, into a state that was empty before the first;
  /// `keys` are of all rows so far.
  void load(const snapshot_content& x, row_keys keys, std::int64_t now_ms,
            told& so_far);
  /// That was the last part.
  void loaded(const told& all);
  list_freeze freeze() const;
  void clear();

  /// Fills in the lists as of the newest second, or of `until` if that is
  /// later.
  void show(overlays open, std::int64_t now_ms,
            std::optional<std::int64_t> until, lists_view& to);

  /// Uses and authors held: what a snapshot of them costs.
  std::size_t entries() const;
  std::size_t bytes() const {
    return windows_.bytes() + trends_.bytes();
  }

private:
  void advance(std::int64_t second);
  void add_seconds(const std::vector<second_uses>& from, row_keys keys,
                   std::int64_t last);
  void add_authors(const std::vector<minute_authors>& from, row_keys keys,
                   std::int64_t last);
  void keep_within_bound();

  const tag_table& table_;
  list_options options_;
  std::int64_t clock_ = -1; ///< newest second
  tag_windows windows_;
  trend_state trends_;
  author_minutes::pairs pairs_;
};

} // namespace murmuration
