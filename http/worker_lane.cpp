#include "http/worker_lane.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include "http/limits.hpp"

namespace murmuration::http {

namespace {

/// Who has waited so long for a thread gets an error instead of a late answer:
/// longer than a busy machine holds up a nice thread, and well below the 10 s
/// after which Prometheus and our pages give up.
constexpr std::chrono::milliseconds queue_time_max{3000};

/// Long answers must not take the cores from counting and from the connection
/// loop. With 600 hostile connections on two busy cores, the 99th percentile
/// of /healthz was 131 ms without it (one run), 5, 11 and 15 ms with it.
constexpr int lane_niceness = 10;

} // namespace

worker_lane::worker_lane(lane which, std::size_t threads, const router& routes,
                         callback done)
  : which_{which}
  , routes_{routes}
  , done_{std::move(done)} {
  for (std::size_t i = 0; i < threads; ++i)
    threads_.emplace_back([this] { work(); });
}

worker_lane::~worker_lane() {
  {
    std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_)
    thread.join();
}

bool worker_lane::submit(job x) {
  {
    std::lock_guard lock{mutex_};
    if (waiting_.size() >= waiting_max)
      return false;
    waiting_.push_back(std::move(x));
  }
  wake_.notify_one();
  return true;
}

void worker_lane::work() {
  // On Linux this is the calling thread alone.
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), lane_niceness);
  engine own{routes_};
  for (;;) {
    job next;
    {
      std::unique_lock lock{mutex_};
      wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
      if (stopping_)
        return;
      next = std::move(waiting_.front());
      waiting_.pop_front();
    }
    auto waited = std::chrono::steady_clock::now() - next.since;
    done_({next.from, waited > queue_time_max
                          ? own.refuse(503)
                          : own.make(next.clean, {}, which_, next.keep)});
  }
}

} // namespace murmuration::http
