/// What the aggregator asks of the ledger, and the answers. Every call carries
/// the reload (and, for a partition, the epoch) it was made in, and the answer
/// brings it back: a stale answer changes nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "messages/ledger_records.hpp"

namespace murmuration {

/// Reads where the job began and its newest snapshot. Where there is no
/// genesis yet, writes `mine`, when given.
struct load_call {
  std::uint64_t reload = 0;
  std::optional<genesis> mine;
};

struct load_answer {
  std::uint64_t reload = 0;
  std::string error; ///< empty: the call succeeded
  std::optional<genesis> found;
  std::vector<origin> origins; ///< of partitions that appeared later
  std::optional<saved_snapshot> newest;
};

/// Reads the deltas behind each position, then the newest pointer.
struct follow_call {
  struct item {
    topic_partition source;
    epoch at_epoch;
    position from;
  };
  std::uint64_t reload = 0;
  std::vector<item> items;
  bool with_origins = false; ///< also look for partitions that appeared
};

struct follow_answer {
  struct item {
    follow_call::item asked;
    std::vector<delta> deltas; ///< a chain from `asked.from`
    bool more = false;
  };
  std::uint64_t reload = 0;
  std::string error;
  std::vector<item> items;
  std::vector<origin> origins;
  std::optional<pointer> newest;
};

/// Appends a delta if its place is free. A repeat brings the same content.
struct append_call {
  std::uint64_t reload = 0;
  topic_partition source;
  epoch at_epoch;
  position start;
  std::shared_ptr<const delta> content;
};

/// What stands in the ledger at the call's place.
enum class appended : std::uint8_t {
  mine,   ///< this very content, durable
  other,  ///< another's content
  absent, ///< nothing: the write failed, try again with the same content
};

struct append_answer {
  std::uint64_t reload = 0;
  topic_partition source;
  epoch at_epoch;
  position start;
  std::uint64_t nonce = 0;
  std::string error; ///< when absent: why
  appended what = appended::absent;
  std::optional<pointer> newest; ///< read after the append
  double latency_ms = 0;
};

/// Makes sure that a partition that appeared has an origin.
struct origin_call {
  origin mine;
};

struct origin_answer {
  topic_partition source;
  std::string error;
  std::optional<origin> found; ///< the one in force
};

/// Writes a part of a snapshot, and with the last one announces it as
/// `announced.number`. The counts were frozen when the first part was made;
/// `spell_out` makes plain lists of them, which takes time and may be done in
/// any thread. The next part is asked for when this one is written, so that no
/// other call waits for more than one.
struct snapshot_call {
  pointer announced;
  bool first = true;
  bool last = true;
  std::function<snapshot_content()> spell_out;
};

enum class snapshot_outcome : std::uint8_t {
  mine,    ///< announced
  other,   ///< somebody else announced this number
  stale,   ///< the newest pointer is not the one the draft is built on
  unknown, ///< left alone
  more,    ///< this part is written, the next may come
};

struct snapshot_answer {
  std::string error;
  snapshot_outcome what = snapshot_outcome::unknown;
  std::optional<pointer> announced; ///< when it is mine
};

/// Deletes some of what the snapshot before the newest has made useless.
struct remove_call {
  std::uint32_t rows_max = 0;
};

struct remove_answer {
  std::string error;
  bool more = false;
};

/// Tells other tools which partitions are being counted; empty: none now.
struct hold_call {
  hold mine;
};

using load_call_ptr = std::shared_ptr<const load_call>;
using load_answer_ptr = std::shared_ptr<const load_answer>;
using follow_call_ptr = std::shared_ptr<const follow_call>;
using follow_answer_ptr = std::shared_ptr<const follow_answer>;
using append_call_ptr = std::shared_ptr<const append_call>;
using append_answer_ptr = std::shared_ptr<const append_answer>;
using origin_call_ptr = std::shared_ptr<const origin_call>;
using origin_answer_ptr = std::shared_ptr<const origin_answer>;
using snapshot_call_ptr = std::shared_ptr<const snapshot_call>;
using snapshot_answer_ptr = std::shared_ptr<const snapshot_answer>;
using remove_call_ptr = std::shared_ptr<const remove_call>;
using remove_answer_ptr = std::shared_ptr<const remove_answer>;
using hold_call_ptr = std::shared_ptr<const hold_call>;

} // namespace murmuration
