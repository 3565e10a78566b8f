/// What the aggregate is told once, at its birth.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "runtime/count/batch_joiner.hpp"
#include "runtime/count/list_state.hpp"
#include "runtime/count/open_delta.hpp"

namespace murmuration {

/// The ledger's rules on the aggregate's side. For the simulation: each can be
/// left out, to see that something breaks without it.
struct aggregate_rules {
  /// An answer from before a rewind or reload changes nothing.
  bool stale_answers_change_nothing = true;
  /// A rewind takes the open and the in-flight delta back from the counts.
  bool rewind_subtracts = true;
  /// A reload rewinds every partition and adds nothing back.
  bool reload_rewinds = true;
  /// Credit goes back when all legs are here and the batch is applied.
  bool credit_when_applied = true;
  /// A delta is appended when its dead letters are written, not before.
  bool letters_before_append = true;
  /// Lists show what is open and in flight, and take it away again.
  bool lists_lay_over = true;
  /// What becomes durable becomes part of the lists.
  bool lists_settle = true;
  /// A reload replaces the lists by the snapshot's.
  bool lists_reload = true;
  /// A snapshot holds the lists as of its positions.
  bool lists_in_snapshots = true;
};

struct aggregate_options {
  std::string instance;      ///< names this engine in the ledger
  std::uint64_t rules = 0;   ///< hash of the counting rules in force
  leg_set legs;              ///< the legs that are on
  std::size_t credit = 8;    ///< batches in flight a partition
  bool start_latest = false; ///< where a new job begins
  bool shared_store = false; ///< other engines may write the same ledger
  bool letters = false;      ///< malformed records are kept, for status
  bool drain = false;        ///< stop at the ends that are seen first
  std::size_t top_k = 100;
  std::int64_t checkpoint_interval_ms = 1000;
  std::size_t open_entries_max = 200'000;
  std::int64_t follow_interval_ms = 500;
  std::size_t snapshot_entries_min = 100'000; ///< smaller ones do not pay off
  std::size_t snapshot_deltas_max = 2'000; ///< a start reads no more than this
  /// Spellings a call, and words: half a millisecond of the aggregator's time,
  /// and a chunk that HBase takes in one call.
  std::uint32_t snapshot_part_names = 16'384;
  std::function<std::uint64_t()> random; ///< for nonces and ids
  /// Languages whose texts go to A's table; none: no texts are kept.
  open_delta::language_rule covers;
  list_options lists; ///< needs the leg of the hashtags
  /// Of a drain: lists are as of this second. None: as of the newest.
  std::optional<std::int64_t> until;
  bool serving = false; ///< somebody asks for what the tables are made of
  aggregate_rules obeys;
};

} // namespace murmuration
