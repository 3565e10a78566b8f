#include "actors/classifier.hpp"

#include "actors/detail/leg_worker.hpp"
#include "runtime/classify/covered_tweets.hpp"

namespace murmuration {

sentiment_partial_ptr classifier_state::classify(const batch_ptr& batch) {
  if (!reader)
    reader = model->make_reader();
  auto partial = std::make_shared<sentiment_partial>();
  partial->batch = batch;
  partial->labels.resize(batch->tweets.size(), sentiment::none);
  each_covered(batch->tweets, *languages, [&](std::size_t i) {
    partial->labels[i] = reader->classify(batch->tweets[i].text).label;
  });
  return partial;
}

leg_worker_actor::behavior_type
classifier(leg_worker_actor::stateful_pointer<classifier_state> self,
           leg_pool_actor pool, std::uint32_t number,
           aggregator_actor aggregator,
           std::shared_ptr<const sentiment_model> model,
           std::shared_ptr<const language_filter> languages) {
  self->state.model = std::move(model);
  self->state.languages = std::move(languages);
  return detail::leg_worker(
      self, std::move(pool), number, std::move(aggregator),
      [self](const batch_ptr& batch) { return self->state.classify(batch); });
}

} // namespace murmuration
