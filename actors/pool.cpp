#include "actors/pool.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

namespace murmuration {

namespace {

std::int64_t steady_ns() {
  return std::chrono::steady_clock::now().time_since_epoch().count();
}

} // namespace

pool_state::worker& pool_state::idlest() {
  return *std::min_element(
      workers.begin(), workers.end(),
      [](auto& x, auto& y) { return x.held.size() < y.held.size(); });
}

void pool_state::finished(const work_done& done) {
  auto& held = workers[done.worker].held;
  auto i = std::find(held.begin(), held.end(), done.batch);
  // A worker that was replaced meanwhile may still have sent this.
  if (i == held.end())
    return;
  held.erase(i);
  --view.queued;
  ++view.processed;
  view.records_done += done.batch->outcomes.records();
  busy_ns += done.busy_ns;
}

std::vector<batch_ptr> pool_state::died(const caf::actor_addr& who,
                                        std::uint32_t& n) {
  auto i = std::find_if(workers.begin(), workers.end(),
                        [&](auto& x) { return x.handle.address() == who; });
  if (i == workers.end())
    return {};
  n = static_cast<std::uint32_t>(i - workers.begin());
  ++view.restarts;
  view.queued -= i->held.size();
  return std::exchange(i->held, {});
}

pool_view pool_state::report(std::int64_t now_ns) {
  auto window = std::max<std::int64_t>(now_ns - window_from_ns, 1);
  view.busy = std::min(1.0, static_cast<double>(busy_ns)
                                / (static_cast<double>(window)
                                   * static_cast<double>(workers.size())));
  busy_ns = 0;
  window_from_ns = now_ns;
  return view;
}

leg_pool_actor::behavior_type
leg_pool(leg_pool_actor::stateful_pointer<pool_state> self, leg which,
         std::string pool_name, std::uint32_t size, worker_factory make,
         aggregator_actor aggregator) {
  auto spawn_worker = [=](std::uint32_t n) {
    auto handle = make(leg_pool_actor{self}, n);
    self->monitor(handle);
    return handle;
  };
  auto& s = self->state;
  s.view.name = std::move(pool_name);
  s.view.pool_size = size;
  s.window_from_ns = steady_ns();
  for (std::uint32_t n = 0; n < size; ++n)
    s.workers.push_back({spawn_worker(n), {}});
  self->set_down_handler([=](caf::down_msg& down) {
    auto& s = self->state;
    std::uint32_t n = size;
    auto held = s.died(down.source, n);
    if (n == size)
      return;
    auto reason = s.view.name + " worker died: " + to_string(down.reason);
    spdlog::error("event=worker_died pool={} batches={} reason=\"{}\"",
                  s.view.name, held.size(), to_string(down.reason));
    s.workers[n].handle = spawn_worker(n);
    for (auto& x : held)
      self->send(aggregator, batch_failed{x->source, x->at_epoch, x->number,
                                          which, reason});
  });
  self->set_exit_handler([=](caf::exit_msg& exit) {
    for (auto& x : self->state.workers) {
      self->demonitor(x.handle.address());
      self->send_exit(x.handle, exit.reason);
    }
    self->quit(exit.reason);
  });
  return {
      [=](const batch_ptr& batch) {
        auto& s = self->state;
        auto& x = s.idlest();
        x.held.push_back(batch);
        ++s.view.queued;
        s.view.records_taken += batch->outcomes.records();
        self->send(x.handle, batch);
      },
      [=](const work_done& done) { self->state.finished(done); },
      [=](status_atom) { return self->state.report(steady_ns()); },
  };
}

} // namespace murmuration
