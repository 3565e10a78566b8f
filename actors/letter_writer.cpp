#include "actors/letter_writer.hpp"

#include <utility>

namespace murmuration {

letters_answer letter_writer_state::write(const letters_call& call) {
  return book->write(call);
}

letter_writer_actor::behavior_type
letter_writer(letter_writer_actor::stateful_pointer<letter_writer_state> self,
              std::shared_ptr<letter_sink> sink) {
  self->state.sink = std::move(sink);
  self->state.book = std::make_unique<letter_book>(*self->state.sink);
  return {
      [=](const letters_call_ptr& x, const aggregator_actor& whom) {
        self->send(whom, std::make_shared<const letters_answer>(
                             self->state.write(*x)));
      },
  };
}

} // namespace murmuration
