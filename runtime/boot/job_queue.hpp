/// A scheduler policy for CAF: one queue of jobs for all workers, as in
/// caf::policy::work_sharing, which wakes a worker under the queue's lock, for
/// every job. Here one is woken after the lock, and if one sleeps at all.
///
///   config.load<caf::scheduler::coordinator<job_queue>>();
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>

#include <caf/policy/unprofiled.hpp>
#include <caf/resumable.hpp>

namespace murmuration {

class job_queue : public caf::policy::unprofiled {
public:
  struct coordinator_data {
    explicit coordinator_data(caf::scheduler::abstract_coordinator*) {}

    std::mutex mutex; ///< for what follows
    std::condition_variable pushed;
    std::deque<caf::resumable*> jobs; ///< at most one an actor
    /// Workers that wait and that nobody has woken. A worker that wakes by
    /// itself is counted twice, which costs a wake.
    std::size_t asleep = 0;
  };
  struct worker_data {
    explicit worker_data(caf::scheduler::abstract_coordinator*) {}
  };

  template <class Coordinator>
  void central_enqueue(Coordinator* self, caf::resumable* job) {
    auto& data = d(self);
    {
      std::lock_guard guard{data.mutex};
      data.jobs.push_back(job);
      if (data.asleep == 0)
        return;
      --data.asleep;
    }
    data.pushed.notify_one();
  }

  template <class Worker>
  void external_enqueue(Worker* self, caf::resumable* job) {
    central_enqueue(self->parent(), job);
  }

  template <class Worker>
  void internal_enqueue(Worker* self, caf::resumable* job) {
    central_enqueue(self->parent(), job);
  }

  template <class Worker>
  void resume_job_later(Worker* self, caf::resumable* job) {
    central_enqueue(self->parent(), job);
  }

  template <class Worker>
  caf::resumable* dequeue(Worker* self) {
    work_in_batches();
    auto& data = d(self->parent());
    std::unique_lock guard{data.mutex};
    while (data.jobs.empty()) {
      ++data.asleep;
      data.pushed.wait(guard);
    }
    auto* job = data.jobs.front();
    data.jobs.pop_front();
    return job;
  }

  /// No worker has jobs of its own.
  template <class Worker, class Function>
  void foreach_resumable(Worker*, Function) {}

  template <class Coordinator, class Function>
  void foreach_central_resumable(Coordinator* self, Function each) {
    auto& data = d(self);
    std::lock_guard guard{data.mutex};
    for (auto* job : std::exchange(data.jobs, {}))
      each(job);
  }

private:
  /// A worker that wakes waits for its turn: whoever answers a request or
  /// empties a socket is not interrupted. Where that is not allowed, it does.
  static void work_in_batches() {
    static thread_local const auto error = [] {
      sched_param none{};
      return pthread_setschedparam(pthread_self(), SCHED_BATCH, &none);
    }();
    (void)error;
  }
};

} // namespace murmuration
