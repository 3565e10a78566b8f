/// What a redirect, the operator's new generation, does to the counts.
#include "tests/aggregate/bench.hpp"

#include "runtime/ledger/generation.hpp"

namespace murmuration::test {

namespace {

void begin_again(bench& b, std::int64_t from) {
  auto begun = begin_generation(
      b.book, {partition(0), {from}, 12345, "operator", b.now_ms});
  BOOST_REQUIRE(begun);
}

aggregate_options sharing() {
  auto options = small_options();
  options.shared_store = true;
  return options;
}

} // namespace

BOOST_AUTO_TEST_SUITE(generations)

BOOST_AUTO_TEST_CASE(a_redirect_starts_a_new_generation) {
  bench b{sharing()};
  b.begin({{0, 20}});
  b.feed(0, 5);
  b.settle();
  b.counts.read_failed({partition(0), b.reader(0).at_epoch, "another log"});
  b.settle();
  begin_again(b, 2);
  b.settle();
  BOOST_TEST(b.counts.troubles().reasons.empty());
  BOOST_TEST(b.reader(0).reading);
  BOOST_TEST(b.reader(0).next.value == 2);
  // The fingerprint of the former log is not asked of the new one.
  BOOST_TEST(!b.asked.starts[partition(0)].back().last);
  b.feed(0, 3);
  b.settle();
  auto view = b.counts.live(b.now_ms);
  BOOST_TEST(view->tweets == 8);
  BOOST_TEST(view->partitions[0].gen == 1);
  BOOST_TEST(view->partitions[0].origin.value == 2);
  BOOST_TEST(view->partitions[0].sums.outcomes.records() == 3);
  BOOST_TEST(view->partitions[0].owner == "me");
}

BOOST_AUTO_TEST_CASE(a_late_writer_of_the_former_generation_is_rewound) {
  bench b{sharing()};
  b.begin({{0, 20}});
  b.feed(0, 5);
  b.pass(1000);
  auto late = std::exchange(b.asked.appends, {}).at(0);
  begin_again(b, 0);
  auto answer = b.run(*late);
  BOOST_TEST((answer.what == appended::other));
  b.counts.append(answer, b.now_ms);
  b.settle();
  BOOST_TEST(b.view_of(0).gen == 1);
  BOOST_TEST(b.reader(0).next.value == 0);
  b.check();
}

BOOST_AUTO_TEST_CASE(a_drain_reads_the_new_log_to_its_end) {
  bench first;
  first.begin({{0, 20}});
  first.feed(0, 20);
  first.settle();
  begin_again(first, 0);
  auto options = small_options();
  options.drain = true;
  bench b{options, first.cells};
  b.begin({{0, 7}});
  BOOST_TEST(!b.counts.drained());
  b.feed(0, 7);
  b.settle();
  BOOST_TEST(b.counts.drained());
  BOOST_TEST(b.counts.live(b.now_ms)->tweets == 27);
}

BOOST_AUTO_TEST_CASE(a_reload_into_a_new_generation_clears_the_error) {
  auto options = sharing();
  bench b{options};
  b.begin({{0, 20}, {0, 100}});
  b.counts.read_failed({partition(0), b.reader(0).at_epoch, "another log"});
  begin_again(b, 0);
  // Another engine takes the redirect into a snapshot before this one looks.
  options.instance = "other";
  options.snapshot_entries_min = options.snapshot_deltas_max = 1;
  bench other{options, b.cells};
  other.counts.begin();
  other.serve();
  other.counts.assign(partition(1));
  other.settle();
  for (auto i = 0; i < 6; ++i) { // overdue: it does not own the lowest one
    other.feed(1, 5);
    other.settle();
  }
  BOOST_REQUIRE(other.counts.live(other.now_ms)->snapshots > 0);
  b.settle();
  BOOST_TEST(b.counts.live(b.now_ms)->reloads > 0);
  BOOST_TEST(b.view_of(0).gen == 1);
  BOOST_TEST(b.view_of(0).error.empty());
  BOOST_TEST(b.reader(0).reading);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
