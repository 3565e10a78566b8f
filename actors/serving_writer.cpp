#include "actors/serving_writer.hpp"

#include <chrono>
#include <utility>

#include <spdlog/spdlog.h>

namespace murmuration {

namespace {

using writer_pointer =
    serving_writer_actor::stateful_pointer<serving_writer_state>;

// Intervals are a tenth of a second or more; a tick looks at a few numbers.
constexpr auto tick_every = std::chrono::milliseconds(20);

void tell_troubles(writer_pointer self, const supervisor_actor& whom) {
  serving_trouble now{self->state.tables->troubles()};
  if (now == self->state.told)
    return;
  self->state.told = now;
  self->send(whom, std::move(now));
}

} // namespace

void serving_writer_state::round(const serving_batch_ptr& batch,
                                 std::int64_t now_ms, bool last) {
  if (batch)
    tables->take(*batch, now_ms, last);
  tables->write(now_ms);
}

serving_writer_actor::behavior_type
serving_writer(writer_pointer self, serving::serving_options options,
               std::shared_ptr<serving::table_store> store,
               aggregator_actor aggregator, supervisor_actor supervisor,
               wall_clock now) {
  self->state.tables = std::make_unique<serving::serving_tables>(
      std::move(options), std::move(store));
  self->delayed_send(self, tick_every, tick_atom::value);
  // The answer is waited for however long it takes: what it holds was taken
  // out of the aggregate.
  auto ask = [=](bool last, auto then) {
    self->request(aggregator, caf::infinite, serving_atom::value,
                  self->state.tables->wants_all_deleted())
        .then(
            [=](const serving_batch_ptr& batch) mutable {
              self->state.round(batch, now(), last);
              tell_troubles(self, supervisor);
              then();
            },
            [=](caf::error&) mutable { then(); });
  };
  return {
      [=](stop_atom) {
        auto promise = self->make_response_promise<stop_atom>();
        ask(true, [=]() mutable { promise.deliver(stop_atom::value); });
        return promise;
      },
      [=](tick_atom) {
        self->delayed_send(self, tick_every, tick_atom::value);
        if (self->state.asked || !self->state.tables->due(now()))
          return;
        self->state.asked = true;
        ask(false, [=] { self->state.asked = false; });
      },
  };
}

} // namespace murmuration
