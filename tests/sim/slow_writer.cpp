#include "tests/sim/slow_writer.hpp"

#include <utility>

namespace murmuration::sim {

store_writer_actor::behavior_type
slow_writer(store_writer_actor::stateful_pointer<store_writer_state> self,
            world* shared, std::shared_ptr<ledger_store> store,
            std::string job) {
  auto& s = self->state;
  s.store = std::move(store);
  s.book =
      std::make_unique<ledger>(*s.store, std::move(job), shared->rules.book);
  auto answer = [self, shared](const aggregator_actor& whom, auto made) {
    auto& chance = shared->chance;
    auto told = std::make_shared<const decltype(made)>(std::move(made));
    auto late = [&] {
      auto ms = chance.chance(.7) || !shared->faults
                    ? 0
                    : chance.between(1, chance.chance(.5) ? 300 : 3000);
      return std::chrono::milliseconds(ms);
    };
    self->delayed_send(whom, late(), told);
    if (shared->faults && chance.chance(.2))
      self->delayed_send(whom, late(), told);
  };
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

} // namespace murmuration::sim
