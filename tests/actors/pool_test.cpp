/// The router of a leg, and what a worker does around its work.
#include "actors/pool.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "actors/detail/leg_worker.hpp"
#include "tests/actors/extras.hpp"

namespace murmuration::test {

namespace {

struct scene : stage {
  explicit scene(std::uint32_t size = 2) {
    subject = keep(system.spawn(
        leg_pool, leg::hashtags, std::string{"hashtag_counter"}, size,
        [this](leg_pool_actor, std::uint32_t n) {
          held.resize(std::max<std::size_t>(held.size(), n + 1));
          held[n].clear();
          auto made = keep(system.spawn([this, n](leg_worker_actor::pointer)
                                            -> leg_worker_actor::behavior_type {
            return {[this, n](const batch_ptr& x) {
              held[n].push_back(x);
            }};
          }));
          workers.push_back(made);
          return made;
        },
        noting_aggregator(*this, seen)));
    run();
  }

  batch_ptr send(std::uint64_t number = 0) {
    auto made = std::make_shared<tweet_batch>();
    made->source = {"t", {0}};
    made->number = {number};
    batch_ptr batch = std::move(made);
    caf::anon_send(subject, batch);
    run();
    return batch;
  }
  void done(const batch_ptr& batch, std::uint32_t worker) {
    caf::anon_send(subject, work_done{batch, worker, 1000});
    run();
  }
  pool_view view() {
    pool_view result;
    keep(system.spawn([&](caf::event_based_actor* self) {
      self->request(subject, caf::infinite, status_atom::value)
          .then([&](pool_view& x) { result = x; });
    }));
    run();
    return result;
  }

  std::vector<std::vector<batch_ptr>> held; ///< by worker number
  std::vector<leg_worker_actor> workers;    ///< in the order they were made
  aggregator_notes seen;
  leg_pool_actor subject;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(pools, scene)

BOOST_AUTO_TEST_CASE(the_least_loaded_worker_gets_the_batch) {
  send();
  auto second = send();
  send();
  BOOST_TEST(held[0].size() == 2);
  BOOST_TEST(held[1].size() == 1);
  done(second, 1);
  send();
  BOOST_TEST(held[1].size() == 2);
}

BOOST_AUTO_TEST_CASE(what_is_queued_and_processed_is_told) {
  auto first = send();
  send();
  BOOST_TEST(view().queued == 2);
  done(first, 0);
  auto now = view();
  BOOST_TEST(now.name == "hashtag_counter");
  BOOST_TEST(now.pool_size == 2);
  BOOST_TEST(now.queued == 1);
  BOOST_TEST(now.processed == 1);
  done(first, 0);
  BOOST_TEST(view().processed == 1);
}

BOOST_AUTO_TEST_CASE(a_dead_worker_is_replaced_and_its_batches_reported) {
  send(0);
  send(1);
  send(2);
  caf::anon_send_exit(workers[0], caf::exit_reason::kill);
  run();
  BOOST_REQUIRE(seen.failed.size() == 2);
  BOOST_TEST(seen.failed[0].number.value == 0);
  BOOST_TEST(seen.failed[1].number.value == 2);
  BOOST_TEST((seen.failed[0].which == leg::hashtags));
  BOOST_TEST(seen.failed[0].reason.find("hashtag_counter") == 0);
  BOOST_TEST(workers.size() == 3);
  auto now = view();
  BOOST_TEST(now.restarts == 1);
  BOOST_TEST(now.queued == 1);
  send(3);
  BOOST_TEST(held[0].size() == 1);
}

BOOST_AUTO_TEST_CASE(a_late_word_of_a_dead_worker_is_not_counted) {
  auto batch = send();
  caf::anon_send_exit(workers[0], caf::exit_reason::kill);
  run();
  done(batch, 0);
  auto now = view();
  BOOST_TEST(now.queued == 0);
  BOOST_TEST(now.processed == 0);
}

BOOST_AUTO_TEST_CASE(a_pool_ends_with_its_workers) {
  auto alive = system.registry().running();
  caf::anon_send_exit(subject, caf::exit_reason::user_shutdown);
  run();
  BOOST_TEST(system.registry().running() == alive - 3);
  BOOST_TEST(seen.failed.empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(pool_figures)

BOOST_AUTO_TEST_CASE(busy_is_the_share_of_all_workers_time) {
  pool_state state;
  state.workers.resize(2);
  state.window_from_ns = 0;
  batch_ptr batch = std::make_shared<tweet_batch>();
  state.workers[1].held.push_back(batch);
  state.view.queued = 1;
  state.finished({batch, 1, 500});
  BOOST_TEST(state.report(1000).busy == .25);
  BOOST_TEST(state.report(2000).busy == 0.);
}

BOOST_AUTO_TEST_CASE(a_worker_hands_over_before_it_is_done) {
  stage on;
  aggregator_notes seen;
  auto aggregator = noting_aggregator(on, seen);
  std::vector<std::uint32_t> finished;
  auto pool = on.keep(on.system.spawn(
      [&](leg_pool_actor::pointer) -> leg_pool_actor::behavior_type {
        return {
            [](const batch_ptr&) {},
            [&](const work_done& x) { finished.push_back(x.worker); },
            [](status_atom) { return pool_view{}; },
        };
      }));
  auto worker = on.keep(on.system.spawn(
      [=](leg_worker_actor::pointer self) -> leg_worker_actor::behavior_type {
        return detail::leg_worker(
            self, pool, 5, aggregator, [](const batch_ptr& x) {
              if (x->number.value == 1)
                throw std::runtime_error("poison");
              if (x->number.value == 2)
                throw 7;
              auto made = std::make_shared<hashtag_partial>();
              made->batch = x;
              return hashtag_partial_ptr{made};
            });
      }));
  caf::anon_send(worker, batch_ptr{std::make_shared<tweet_batch>()});
  on.run();
  BOOST_TEST(seen.tags.size() == 1);
  BOOST_TEST(finished.size() == 1);
  BOOST_TEST(finished.at(0) == 5);
  // Whatever is thrown ends the worker, and nobody else.
  auto bad = std::make_shared<tweet_batch>();
  bad->number = {2};
  caf::anon_send(worker, batch_ptr{bad});
  on.run();
  BOOST_TEST(seen.tags.size() == 1);
  BOOST_TEST(finished.size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
