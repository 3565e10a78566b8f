/// A few threads for requests that would hold up the connection loop. The
/// queue is bounded: when it is full, the request is refused at once.
/// `submit` from one thread; `done` is called on the lane's own threads.
///   worker_lane renders{lane::render, 2, routes, [](auto x) {…}};
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/engine.hpp"
#include "http/router.hpp"

namespace murmuration::http {

/// Names a connection for as long as it lives, and never another one.
using connection_id = std::uint64_t;

struct job {
  connection_id from = 0;
  std::string clean;
  bool keep = true;
  std::chrono::steady_clock::time_point since;
};

struct finished {
  connection_id to = 0;
  answer made;
};

class worker_lane {
public:
  using callback = std::function<void(finished)>;

  worker_lane(lane which, std::size_t threads, const router& routes,
              callback done);
  /// What has not begun is dropped.
  ~worker_lane();

  /// False: the lane is full.
  bool submit(job x);

private:
  void work();

  lane which_;
  const router& routes_;
  callback done_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<job> waiting_; ///< at most `waiting_max`
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

} // namespace murmuration::http
