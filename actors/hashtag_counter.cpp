#include "actors/hashtag_counter.hpp"

#include "actors/detail/leg_worker.hpp"
#include "runtime/count/author_hash.hpp"
#include "runtime/count/event_time.hpp"
#include "runtime/decode/tags_of.hpp"

namespace murmuration {

hashtag_partial_ptr hashtag_counter_state::count(const batch_ptr& batch) {
  auto partial = std::make_shared<hashtag_partial>();
  partial->batch = batch;
  auto& tags = partial->tags;
  for (auto& x : batch->tweets) {
    auto first = tags.size();
    tags_of(*batch, x, found, tags, partial->bytes);
    if (first == tags.size())
      continue;
    auto author = author_hash(x);
    for (auto i = first; i < tags.size(); ++i) {
      tags[i].second = second_of(x.event_ms);
      tags[i].author = author;
    }
  }
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
