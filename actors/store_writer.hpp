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

/// Handlers that do each call and hand what it made to `answer(whom, made)`.
template <class Answer>
store_writer_actor::behavior_type
store_calls(store_writer_actor::stateful_pointer<store_writer_state> self,
            Answer answer) {
  return {
      [=](const load_call_ptr& x, const aggregator_actor& whom) {
        answer(whom, self->state.load(*x));
      },
      [=](const follow_call_ptr& x, const aggregator_actor& whom) {
        answer(whom, self->state.follow(*x));
      },
      [=](const append_call_ptr& x, const aggregator_actor& whom) {
        answer(whom, self->state.append(*x));
      },
      [=](const origin_call_ptr& x, const aggregator_actor& whom) {
        answer(whom, self->state.add_origin(*x));
      },
      [=](const snapshot_call_ptr& x, const aggregator_actor& whom) {
        answer(whom, self->state.write_snapshot(*x));
      },
      [=](const remove_call_ptr& x, const aggregator_actor& whom) {
        answer(whom, self->state.remove_old(*x));
      },
      [=](const hold_call_ptr& x) { self->state.hold(*x); },
  };
}

/// Spawn it detached: its calls block.
store_writer_actor::behavior_type
store_writer(store_writer_actor::stateful_pointer<store_writer_state> self,
             std::shared_ptr<ledger_store> store, std::string job,
             protocol_rules rules = {});

} // namespace murmuration
