/// The blocking half of the ledger protocol (design.md, "Exactly once"): every
/// write and read of a job's cells, in the order that the protocol needs. What
/// to do with the answers is the aggregator's half.
///
///   ledger book{store, "default"};
///   auto answer = book.append(tp, {gen, start}, content.nonce, bytes);
///   if (answer && answer->cell == appended::mine) …
///
/// Promises: no call throws or waits beyond the store's own time-outs, each has
/// a bounded number of store calls, and every call may be repeated after an
/// error. Not thread safe; any number of ledgers may use one store's contents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/ledger_records.hpp"
#include "messages/store_calls.hpp"
#include "runtime/ledger/rules.hpp"
#include "runtime/store/ledger_store.hpp"

namespace murmuration {

/// Where the pointer's snapshot stands in a partition; none: it has none of it.
std::optional<position> position_in(const pointer& newest,
                                    const topic_partition& source);

/// The snapshot already contains what stands at `at`: a cell there counts no
/// more, and who stands there must reload.
bool is_ahead(const std::optional<pointer>& newest,
              const topic_partition& source, position at);

class ledger {
public:
  ledger(ledger_store& store, std::string job, protocol_rules rules = {});

  // -- where it began ---------------------------------------------------------

  store_result<std::optional<genesis>> read_genesis();
  /// Writes the genesis if there is none: the one in force.
  store_result<genesis> found(const genesis& mine);
  /// Of the partitions that appeared after the genesis.
  store_result<std::vector<origin>> origins();
  /// Writes the origin if the partition has none: the one in force.
  store_result<origin> add_origin(const origin& mine);

  // -- the chains -------------------------------------------------------------

  struct append_answer {
    appended cell = appended::absent;
    std::string refused;           ///< when absent: why the write failed
    std::optional<pointer> newest; ///< read after the cell
  };
  /// Writes the delta if its place is free. `absent`: the write failed, but may
  /// still be applied; repeat it with the same bytes. So after an error.
  store_result<append_answer> append(const topic_partition& source,
                                     position start, std::uint64_t nonce,
                                     std::string_view bytes);
  store_result<append_answer> append(const topic_partition& source,
                                     generation gen, offset start,
                                     std::uint64_t nonce,
                                     std::string_view bytes) {
    return append(source, position{gen, start}, nonce, bytes);
  }

  struct follow_from {
    topic_partition source;
    position from;
  };
  struct followed {
    topic_partition source;
    position from;
    /// A chain: the first starts at `from`, each next where the one before
    /// ends. A redirect (`moved`) ends it.
    std::vector<delta> deltas;
    bool more = false; ///< reading on at once is worth it
  };
  /// As they are stored; made readable, a delta of many tags takes forty times
  /// its bytes, and what all answers on their way take is memory at a start.
  struct follow_limits {
    scan_limits a_partition{.cells_max = 64, .bytes_max = 512u << 10};
    /// Of all partitions together; beyond it they say `more` and wait.
    std::size_t bytes_max = 1u << 20;
  };
  struct follow_answer {
    std::vector<followed> partitions; ///< in the order asked for
    std::optional<pointer> newest;    ///< read after all deltas
  };
  store_result<follow_answer> follow(const std::vector<follow_from>& where,
                                     const follow_limits& limits);
  store_result<follow_answer> follow(const std::vector<follow_from>& where) {
    return follow(where, follow_limits{});
  }

  // -- snapshots --------------------------------------------------------------

  store_result<std::optional<pointer>> newest_pointer();
  /// The newest one that is whole. Holds its cells, as they are stored, until
  /// they were taken.
  store_result<std::optional<saved_snapshot>> load_snapshot();

  struct snapshot_written {
    snapshot_outcome what = snapshot_outcome::unknown;
    std::optional<pointer> announced; ///< when it is mine
  };
  /// Writes the content, then announces it as `draft.announced.number`, which
  /// is one more than the newest's; `id` is fresh and random. Chunks and bytes
  /// of the announcement are filled in here. A content may come in parts, from
  /// the first to the last, with the same announcement: all but the last give
  /// `more`. A part that does not go on with the draft at hand is `stale`.
  store_result<snapshot_written>
  write_snapshot(const snapshot& part, bool first = true, bool last = true);

  struct removed {
    std::size_t rows = 0;
    bool more = false; ///< there may be more to delete
  };
  /// Deletes deltas and chunks that no engine needs any more.
  store_result<removed> remove_old(std::size_t rows_max);

  // -- who counts what --------------------------------------------------------

  store_result<done> put_hold(const hold& mine);
  store_result<done> erase_hold(std::string_view instance);
  store_result<std::vector<hold>> holds();

  const std::string& job() const {
    return job_;
  }

private:
  store_result<appended> settle_append(std::string_view key,
                                       std::uint64_t nonce,
                                       std::string_view bytes,
                                       std::string& refused);
  store_result<followed> follow_one(const follow_from& where,
                                    const scan_limits& limits,
                                    std::size_t& bytes);
  store_result<std::optional<std::vector<std::string>>>
  load_cells(const pointer& announced);
  using snapshot_parts = decltype(saved_snapshot::next);
  snapshot_parts parts_of(const pointer& announced,
                          std::vector<std::string> cells) const;
  store_result<bool> begin_snapshot(const pointer& announced);
  store_result<done> write_chunks(const snapshot_content& content);
  snapshot_outcome announce(const pointer& mine);
  store_result<std::optional<pointer>> pointer_at(std::uint64_t number);
  store_result<removed> remove_below(const pointer& kept, std::size_t rows_max);
  store_result<removed> remove_range(key_range range, std::size_t rows_max);

  ledger_store& store_;
  std::string job_;
  protocol_rules rules_;
  std::optional<pointer> newest_; ///< the highest number seen
  std::optional<pointer> draft_;  ///< some of its chunks are written
  std::size_t turn_ = 0;          ///< who is followed first, for fairness
};

} // namespace murmuration
