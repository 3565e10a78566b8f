/// What the aggregate asks of the world. The aggregator actor turns it into
/// messages; a unit test notes it down.
#pragma once

#include <cstdint>
#include <string>

#include "messages/control.hpp"
#include "messages/dead_letter.hpp"
#include "messages/store_calls.hpp"

namespace murmuration {

class aggregate_effects {
public:
  virtual ~aggregate_effects() = default;
  /// Calls on the ledger; each is answered by the aggregate's function of the
  /// same name, sooner or later, perhaps twice.
  virtual void load(load_call_ptr call) = 0;
  virtual void follow(follow_call_ptr call) = 0;
  virtual void append(append_call_ptr call) = 0;
  virtual void add_origin(origin_call_ptr call) = 0;
  virtual void write_snapshot(snapshot_call_ptr call) = 0;
  virtual void remove_old(remove_call_ptr call) = 0;
  virtual void hold(hold_call_ptr call) = 0;
  /// Only with dead letters on; answered like a call on the ledger.
  virtual void write_letters(letters_call_ptr call) = 0;

  /// Have an assigned partition read from here, in this epoch.
  virtual void start(const topic_partition& source, start_reading where) = 0;
  virtual void halt(const topic_partition& source) = 0;
  /// The partition's consumer may send this many more batches.
  virtual void grant(const topic_partition& source, std::uint32_t batches) = 0;
  /// The ledger holds all before `next`: for the source's own lag tools.
  virtual void durable(const topic_partition& source, offset next) = 0;
  /// Going on would be wrong; the engine must stop and say this.
  virtual void fail(std::string reason) = 0;
};

} // namespace murmuration
