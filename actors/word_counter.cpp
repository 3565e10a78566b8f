#include "actors/word_counter.hpp"

#include "actors/detail/leg_worker.hpp"

namespace murmuration {

leg_worker_actor::behavior_type
word_counter(leg_worker_actor::stateful_pointer<word_counter_state> self,
             leg_pool_actor pool, std::uint32_t number,
             aggregator_actor aggregator,
             std::shared_ptr<const language_filter> languages) {
  return detail::leg_worker(
      self, std::move(pool), number, std::move(aggregator),
      [self, languages = std::move(languages)](const batch_ptr& batch) {
        return self->state.tally.count(batch, *languages);
      });
}

} // namespace murmuration
