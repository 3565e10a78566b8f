/// Does the blocking calls on the ledger, one after the other, so that nobody
/// else waits for the store. Bounded by its callers: each has one append a
/// partition and one call of every other kind out. It keeps nothing that the
/// ledger does not hold.
#pragma once

#include <memory>
#include <string>

#include "messages/interfaces.hpp"
#include "runtime/clock.hpp"
#include "runtime/ledger/ledger.hpp"

namespace murmuration {

struct store_writer_state {
  static constexpr const char* name = "store_writer";

  load_answer load(const load_call& call);
  follow_answer follow(const follow_call& call);
  append_answer append(const append_call& call);
  origin_answer add_origin(const origin_call& call);
  snapshot_answer write_snapshot(const snapshot_call& call);
  remove_answer remove_old(const remove_call& call);
  void hold(const hold_call& call);

  std::shared_ptr<ledger_store> store;
  std::unique_ptr<ledger> book; ///< on `store`
};

/// Spawn it detached: its calls block.
store_writer_actor::behavior_type
store_writer(store_writer_actor::stateful_pointer<store_writer_state> self,
             std::shared_ptr<ledger_store> store, std::string job,
             protocol_rules rules = {});

} // namespace murmuration
