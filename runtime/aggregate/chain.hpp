/// One partition as the aggregate knows it: what the ledger holds of it, and
/// what was counted since. At most one delta is in flight.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "messages/dead_letter.hpp"
#include "messages/ledger_records.hpp"
#include "runtime/count/batch_joiner.hpp"
#include "runtime/count/open_delta.hpp"

namespace murmuration {

/// A delta on its way into the ledger.
struct flight {
  std::shared_ptr<const taken_delta> taken;
  position start;
  std::vector<letter_page_ptr> letters = {}; ///< to be written before it goes
  std::uint64_t letters_number = 0;          ///< of the call that is out
  std::string letters_error = {}; ///< of the last one, while it is tried
  bool asked = false;             ///< an answer is on its way
  std::int64_t retry_at_ms = 0;   ///< when `asked` is false
  std::int64_t retry_wait_ms = 0; ///< doubles from 100 ms to 2 s
};

/// Dead letters that wait for a checkpoint.
struct open_letters {
  std::vector<letter_page_ptr> pages; ///< in offset order
  std::size_t count = 0;
  std::size_t bytes = 0;
};

/// Rewinds by a dead worker or a failed batch, without progress in between.
struct fault_count {
  position at;
  int times = 0;
};

struct chain {
  chain(partition_state state, tag_table& table, leg_set legs,
        std::size_t credit, open_delta::language_rule covers = {},
        list_switches lists = {})
    : settled(std::move(state))
    , joiner(legs, credit, {})
    , open(table, settled.at.next, std::move(covers), lists) {}

  partition_state settled; ///< as the ledger has it
  batch_joiner joiner;
  open_delta open;            ///< applied and not yet in flight
  std::size_t open_bytes = 0; ///< of the names in `open`, repeats included
  open_letters letters;       ///< of the malformed records in `open`
  std::optional<flight> in_flight;

  epoch at_epoch;
  offset read;            ///< end of the newest batch of this epoch; for people
  bool assigned = false;  ///< the source gave it to this engine
  bool caught_up = false; ///< the ledger holds nothing behind `settled.at`
  bool consuming = false; ///< the consumer reads in this epoch
  std::string error;      ///< why it is stopped until the operator acts
  fault_count faults;

  /// Batches that a dead consumer left in the legs. Its successor begins with
  /// all its credit, so theirs is not given to it.
  std::size_t withheld = 0;

  std::optional<offset> end;    ///< of the log, as the source said last
  std::optional<offset> target; ///< where a drain ends
  std::int64_t checkpoint_at_ms = 0;

  /// Next to read, as counted: open and in-flight deltas included.
  offset applied() const;
  /// A drain counts no further.
  bool at_target() const {
    return target && applied() >= *target;
  }
  /// Totals of this generation, open and in-flight deltas included.
  totals sums() const;
};

} // namespace murmuration
