/// Where the chains of a job begin.
#include "tests/aggregate/bench.hpp"

namespace murmuration::test {

BOOST_AUTO_TEST_SUITE(beginning)

BOOST_AUTO_TEST_CASE(a_new_job_begins_where_start_says) {
  bench earliest;
  earliest.begin({{3, 10}});
  BOOST_TEST(earliest.reader(0).next.value == 3);
  auto options = small_options();
  options.start_latest = true;
  bench latest{options};
  latest.begin({{3, 10}});
  BOOST_TEST(latest.reader(0).next.value == 10);
}

BOOST_AUTO_TEST_CASE(an_end_that_nobody_knows_is_none) {
  auto options = small_options();
  options.start_latest = true;
  bench b{options};
  b.begin({{0, 0}});
  b.counts.found({{.source = partition(0),
                   .earliest = {},
                   .end = {},
                   .end_known = false}});
  b.feed(0, 5);
  b.settle();
  BOOST_TEST(b.view_of(0).durable.value == 5);
  BOOST_TEST(!b.view_of(0).end.has_value());
  b.check();
}

BOOST_AUTO_TEST_CASE(latest_is_only_for_a_new_job) {
  bench first;
  first.begin({{0, 10}});
  auto options = small_options();
  options.start_latest = true;
  bench second{options, first.cells};
  second.begin({{0, 10}});
  BOOST_TEST(second.reader(0).next.value == 0);
}

BOOST_AUTO_TEST_CASE(a_job_that_was_begun_needs_no_source_to_be_shown) {
  bench first;
  first.begin({{0, 10}});
  first.feed(0, 5);
  first.settle();
  bench second{small_options(), first.cells};
  second.counts.begin();
  second.serve();
  BOOST_TEST(second.counts.ready());
  BOOST_TEST(second.view_of(0).applied.value == 5);
  second.check();
}

BOOST_AUTO_TEST_CASE(a_new_job_waits_for_the_source) {
  bench b;
  b.counts.begin();
  b.serve();
  BOOST_TEST(!b.counts.ready());
  b.found({{0, 10}});
  b.serve();
  BOOST_TEST(b.counts.ready());
}

BOOST_AUTO_TEST_CASE(a_partition_that_appears_later_starts_at_its_beginning) {
  auto options = small_options();
  options.start_latest = true;
  bench b{options};
  b.begin({{0, 10}});
  b.found({{0, 10}, {2, 20}});
  b.counts.assign(partition(1));
  b.serve();
  BOOST_TEST(b.reader(1).reading);
  BOOST_TEST(b.reader(1).next.value == 2);
}

BOOST_AUTO_TEST_CASE(partitions_that_appear_together_all_begin) {
  bench b;
  b.begin({});
  b.found({{0, 5}, {0, 5}, {0, 5}});
  for (auto n : {0, 1, 2})
    b.counts.assign(partition(n));
  // All origins are answered before the first follow call is.
  auto asked = std::exchange(b.asked.origins, {});
  for (auto& call : asked)
    b.counts.add_origin(b.run(*call), b.now_ms);
  b.serve();
  b.settle();
  for (auto n : {0, 1, 2})
    BOOST_TEST(b.reader(n).reading);
}

BOOST_AUTO_TEST_CASE(an_origin_that_the_ledger_refuses_is_told_and_retried) {
  bench b;
  b.begin({});
  b.found({{0, 5}});
  auto call = std::exchange(b.asked.origins, {}).at(0);
  b.counts.add_origin({call->mine.source, "no such name", {}}, b.now_ms);
  BOOST_TEST(b.counts.troubles().reasons.size() == 1);
  BOOST_TEST(b.asked.origins.empty());
  b.pass(250);
  BOOST_TEST(b.asked.origins.size() == 1);
  b.serve();
  BOOST_TEST(b.counts.troubles().reasons.empty());
}

BOOST_AUTO_TEST_CASE(a_failed_load_is_repeated) {
  bench b;
  b.counts.begin();
  auto call = std::exchange(b.asked.loads, {}).at(0);
  load_answer answer;
  answer.error = "down";
  b.counts.load(answer, b.now_ms);
  BOOST_TEST(b.counts.troubles().reasons.size() == 1);
  b.pass(100);
  BOOST_TEST(b.asked.loads.empty());
  b.pass(200);
  BOOST_TEST(b.asked.loads.size() == 1);
}

// The second word of the failure asked for a load beside the one that was out;
// when its answer came, everything was being consumed.
BOOST_AUTO_TEST_CASE(a_failed_load_that_is_told_twice_is_not_loaded_again) {
  bench first;
  first.begin({{0, 20}});
  bench b{small_options(), first.cells};
  b.counts.begin();
  load_answer failed;
  failed.error = "down";
  b.asked.loads.clear();
  b.counts.load(failed, b.now_ms);
  b.pass(250);
  b.counts.load(failed, b.now_ms);
  b.found({{0, 20}});
  b.serve();
  b.counts.assign(partition(0));
  b.settle();
  BOOST_TEST(b.asked.starts[partition(0)].size() == 1);
  b.feed(0, 5);
  b.check();
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
