/// How counting ends: by a signal, or at the ends that were seen first.
#include "tests/aggregate/bench.hpp"

namespace murmuration::test {

namespace {

aggregate_options draining() {
  auto options = small_options();
  options.drain = true;
  return options;
}

} // namespace

BOOST_AUTO_TEST_SUITE(drains)

BOOST_AUTO_TEST_CASE(drained_only_when_all_is_durable) {
  bench b;
  b.begin({{0, 40}});
  auto waiting = b.next_batch(0, 5);
  b.counts.records(waiting, b.now_ms);
  b.counts.drain(b.now_ms);
  BOOST_TEST(!b.reader(0).reading);
  BOOST_TEST(!b.counts.drained());
  b.counts.hashtags(tags_of(waiting), b.now_ms);
  BOOST_TEST(!b.counts.drained());
  b.pass(50); // does not wait for the checkpoint's time
  BOOST_TEST(!b.counts.drained());
  b.serve();
  BOOST_TEST(b.counts.drained());
  BOOST_TEST(b.view_of(0).durable.value == 5);
}

BOOST_AUTO_TEST_CASE(an_engine_that_never_found_its_ledger_is_drained) {
  bench b;
  b.counts.begin();
  b.counts.drain(b.now_ms);
  BOOST_TEST(b.counts.drained());
}

BOOST_AUTO_TEST_CASE(a_drain_ends_at_the_ends_seen_first) {
  bench b{draining()};
  b.begin({{0, 10}, {0, 5}});
  b.found({{0, 30}, {0, 5}});
  b.feed(0, 10);
  b.settle();
  BOOST_TEST(!b.counts.drained());
  b.feed(1, 5);
  b.settle();
  BOOST_TEST(b.counts.drained());
  b.check();
}

// A log that is written all the time never left the open delta empty.
BOOST_AUTO_TEST_CASE(a_drain_counts_no_batch_behind_its_end) {
  bench b{draining()};
  b.begin({{0, 10}});
  b.feed(0, 6);
  b.feed(0, 6); // reaches the end, and two records more
  b.feed(0, 6);
  b.pass(50);
  b.feed(0, 6);
  b.found({{0, 24}});
  b.serve();
  BOOST_TEST(b.counts.drained());
  BOOST_TEST(b.view_of(0).durable.value == 12);
  b.check();
}

BOOST_AUTO_TEST_CASE(a_signal_ends_a_drain_that_holds_batches_back) {
  bench b{draining()};
  b.begin({{0, 10}, {0, 10}});
  b.feed(0, 10);
  b.feed(0, 10);
  b.counts.drain(b.now_ms);
  b.serve();
  BOOST_TEST(b.counts.drained());
}

BOOST_AUTO_TEST_CASE(a_drain_waits_for_partitions_without_an_origin) {
  bench b;
  b.begin({{0, 5}});
  bench second{draining(), b.cells};
  second.counts.begin();
  second.found({{0, 5}, {0, 0}});
  second.counts.assign(partition(0));
  auto call = std::exchange(second.asked.loads, {}).at(0);
  second.counts.load(second.run(*call), second.now_ms);
  BOOST_TEST(!second.counts.drained());
  second.serve();
  second.feed(0, 5);
  second.settle();
  BOOST_TEST(second.counts.drained());
}

BOOST_AUTO_TEST_CASE(
    a_log_that_is_shorter_than_what_was_counted_is_not_drained) {
  bench first;
  first.begin({{0, 20}});
  first.feed(0, 20);
  first.settle();
  bench b{draining(), first.cells};
  b.begin({{0, 7}});
  BOOST_TEST(!b.counts.drained()); // its reader is about to say why
}

BOOST_AUTO_TEST_CASE(a_drain_that_meets_an_identity_error_fails) {
  bench b{draining()};
  b.begin({{0, 10}});
  b.counts.read_failed({partition(0), epoch{0}, "another log"});
  BOOST_TEST(b.asked.failures.size() == 1);
}

BOOST_AUTO_TEST_CASE(an_empty_source_is_drained_at_once) {
  bench b{draining()};
  b.begin({});
  BOOST_TEST(b.counts.drained());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
