#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

#include "runtime/boot/job_queue.hpp"

namespace {

using murmuration::job_queue;

/// Stands for CAF's coordinator; a worker is its own parent.
struct workers {
  job_queue::coordinator_data held{nullptr};
  job_queue::coordinator_data& data() {
    return held;
  }
  workers* parent() {
    return this;
  }
};

struct job final : caf::resumable {
  resume_result resume(caf::execution_unit*, std::size_t) override {
    return done;
  }
  void intrusive_ptr_add_ref_impl() override {}
  void intrusive_ptr_release_impl() override {}
};

} // namespace

BOOST_AUTO_TEST_SUITE(a_queue_of_jobs)

BOOST_AUTO_TEST_CASE(hands_them_out_in_the_order_they_came) {
  workers all;
  job_queue queue;
  std::array<job, 4> jobs;
  queue.central_enqueue(&all, &jobs[0]);
  queue.external_enqueue(&all, &jobs[1]);
  queue.internal_enqueue(&all, &jobs[2]);
  queue.resume_job_later(&all, &jobs[3]);
  for (auto& x : jobs)
    BOOST_TEST(queue.dequeue(&all) == &x);
}

// A wake that is lost leaves it waiting for ever.
BOOST_AUTO_TEST_CASE(wakes_a_worker_for_each_job_that_comes_while_it_sleeps) {
  constexpr std::size_t count = 3;
  constexpr std::size_t rounds = 2000;
  workers all;
  job_queue queue;
  job work;
  job last;
  std::atomic<std::size_t> taken = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < count; ++i)
    threads.emplace_back([&] {
      while (queue.dequeue(&all) != &last)
        ++taken;
    });
  for (std::size_t i = 1; i <= rounds; ++i) {
    for (std::size_t n = 0; n < count; ++n)
      queue.central_enqueue(&all, &work);
    while (taken < i * count)
      std::this_thread::yield();
  }
  for (std::size_t i = 0; i < count; ++i)
    queue.central_enqueue(&all, &last);
  for (auto& x : threads)
    x.join();
  BOOST_TEST(taken == rounds * count);
}

BOOST_AUTO_TEST_CASE(gives_away_what_nobody_took) {
  workers all;
  job_queue queue;
  job left;
  queue.central_enqueue(&all, &left);
  std::vector<caf::resumable*> found;
  auto keep = [&](caf::resumable* x) {
    found.push_back(x);
  };
  queue.foreach_central_resumable(&all, keep);
  queue.foreach_central_resumable(&all, keep);
  BOOST_TEST(found == std::vector<caf::resumable*>{&left});
}

BOOST_AUTO_TEST_SUITE_END()
