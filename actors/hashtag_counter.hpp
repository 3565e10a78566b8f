/// Finds the hashtags of a batch's tweets and the keys they count under.
#pragma once

#include "messages/interfaces.hpp"

namespace murmuration {

struct hashtag_counter_state {
  static constexpr const char* name = "hashtag_counter";

  /// Each tag of each tweet once.
  hashtag_partial_ptr count(const batch_ptr& batch);

  std::vector<hashtag> found; ///< scratch, of one tweet
};

leg_worker_actor::behavior_type
hashtag_counter(leg_worker_actor::stateful_pointer<hashtag_counter_state> self,
                leg_pool_actor pool, std::uint32_t number,
                aggregator_actor aggregator);

} // namespace murmuration
