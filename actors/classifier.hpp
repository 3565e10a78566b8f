/// Labels a batch's tweets with their sentiment: `none` where the language is
/// not covered.
#pragma once

#include <memory>

#include "messages/interfaces.hpp"
#include "runtime/classify/languages.hpp"
#include "runtime/classify/sentiment_model.hpp"

namespace murmuration {

struct classifier_state {
  static constexpr const char* name = "classifier";

  sentiment_partial_ptr classify(const batch_ptr& batch);

  std::shared_ptr<const sentiment_model> model;
  std::shared_ptr<const language_filter> languages;
  std::unique_ptr<sentiment_model::reader>
      reader{}; ///< from the first batch on
};

leg_worker_actor::behavior_type
classifier(leg_worker_actor::stateful_pointer<classifier_state> self,
           leg_pool_actor pool, std::uint32_t number,
           aggregator_actor aggregator,
           std::shared_ptr<const sentiment_model> model,
           std::shared_ptr<const language_filter> languages);

} // namespace murmuration
