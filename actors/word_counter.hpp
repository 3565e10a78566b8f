/// Counts the words of a batch's tweets, by second of event time.
#pragma once

#include <memory>

#include "messages/interfaces.hpp"
#include "runtime/classify/words.hpp"

namespace murmuration {

struct word_counter_state {
  static constexpr const char* name = "word_counter";

  word_tally tally; ///< scratch, of one batch
};

leg_worker_actor::behavior_type
word_counter(leg_worker_actor::stateful_pointer<word_counter_state> self,
             leg_pool_actor pool, std::uint32_t number,
             aggregator_actor aggregator,
             std::shared_ptr<const language_filter> languages);

} // namespace murmuration
