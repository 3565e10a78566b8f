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
  return store_calls(self, answer);
}

} // namespace murmuration::sim
