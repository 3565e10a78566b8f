#include "tests/sim/slow_letters.hpp"

#include <chrono>
#include <utility>

namespace murmuration::sim {

letter_writer_actor::behavior_type
slow_letters(letter_writer_actor::stateful_pointer<letter_writer_state> self,
             world* shared, std::shared_ptr<letter_sink> sink) {
  auto& s = self->state;
  s.sink = std::move(sink);
  s.book = std::make_unique<letter_book>(*s.sink, shared->rules.letters);
  auto late = [shared] {
    auto& chance = shared->letter_chance;
    auto ms = chance.chance(.6) || !shared->faults ? 0 : chance.between(1, 900);
    return std::chrono::milliseconds(ms);
  };
  return {
      [=](const letters_call_ptr& x, const aggregator_actor& whom) {
        auto told =
            std::make_shared<const letters_answer>(self->state.write(*x));
        self->delayed_send(whom, late(), told);
        if (shared->faults && shared->letter_chance.chance(.2))
          self->delayed_send(whom, late(), told);
      },
  };
}

} // namespace murmuration::sim
