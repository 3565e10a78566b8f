#include "actors/hashtag_counter.hpp"

#include "actors/detail/leg_worker.hpp"
#include "runtime/decode/tags_of.hpp"

namespace murmuration {

hashtag_partial_ptr hashtag_counter_state::count(const batch_ptr& batch) {
  auto partial = std::make_shared<hashtag_partial>();
  partial->batch = batch;
  for (auto& x : batch->tweets)
    tags_of(*batch, x, found, partial->tags, partial->bytes);
  return partial;
}

leg_worker_actor::behavior_type
hashtag_counter(leg_worker_actor::stateful_pointer<hashtag_counter_state> self,
                leg_pool_actor pool, std::uint32_t number,
                aggregator_actor aggregator) {
  return detail::leg_worker(
      self, std::move(pool), number, std::move(aggregator),
      [self](const batch_ptr& batch) { return self->state.count(batch); });
}

} // namespace murmuration
