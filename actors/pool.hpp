/// Router of one leg. A batch goes to the worker with the least to do; the
/// queue is bounded by the credit of all consumers. When a worker dies, each
/// batch it held is reported as failed, and another worker takes its place.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "messages/interfaces.hpp"

namespace murmuration {

/// Makes worker number n, which reports to this pool.
using worker_factory =
    std::function<leg_worker_actor(leg_pool_actor, std::uint32_t n)>;

struct pool_state {
  static constexpr const char* name = "pool";

  struct worker {
    leg_worker_actor handle;
    std::vector<batch_ptr> held; ///< in the order they were sent
  };

  /// The worker with the fewest batches.
  worker& idlest();
  void finished(const work_done& done);
  /// What the dead worker held; empty when it is none of ours.
  std::vector<batch_ptr> died(const caf::actor_addr& who, std::uint32_t& n);
  /// Starts a new window of measuring.
  pool_view report(std::int64_t now_ns);

  std::vector<worker> workers;
  pool_view view;
  std::uint64_t busy_ns = 0; ///< in this window
  std::int64_t window_from_ns = 0;
};

leg_pool_actor::behavior_type
leg_pool(leg_pool_actor::stateful_pointer<pool_state> self, leg which,
         std::string pool_name, std::uint32_t size, worker_factory make,
         aggregator_actor aggregator);

} // namespace murmuration
