/// What every leg's worker does around its work: hand the partial to the
/// aggregator, then tell the pool. Of batches a worker keeps nothing; when it
/// dies, they are counted again from the ledger's position.
#pragma once

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <utility>

#include "messages/interfaces.hpp"

namespace murmuration::detail {

/// `work(batch)` makes the partial; what it throws ends the worker.
template <class Self, class Work>
leg_worker_actor::behavior_type
leg_worker(Self* self, leg_pool_actor pool, std::uint32_t number,
           aggregator_actor aggregator, Work work) {
  self->set_exception_handler([](std::exception_ptr& thrown) -> caf::error {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& x) {
      spdlog::error("event=worker_threw what=\"{}\"", x.what());
    } catch (...) {
      spdlog::error("event=worker_threw what=\"no standard exception\"");
    }
    return caf::exit_reason::unhandled_exception;
  });
  return {
      [=](const batch_ptr& batch) mutable {
        using namespace std::chrono;
        auto from = steady_clock::now();
        self->send(aggregator, work(batch));
        auto took = duration_cast<nanoseconds>(steady_clock::now() - from);
        self->send(pool, work_done{batch, number,
                                   static_cast<std::uint64_t>(took.count())});
      },
  };
}

} // namespace murmuration::detail
