/// The one recovery mechanism, and what causes it.
#include "tests/aggregate/bench.hpp"

#include "runtime/ledger/codec.hpp"

namespace murmuration::test {

namespace {

batch_failed failure_of(const batch_ptr& batch) {
  return {batch->source, batch->at_epoch, batch->number, leg::hashtags,
          "it broke"};
}

/// Another engine's delta at the place of my next one.
void append_as_other(bench& b, std::int32_t n, std::int64_t from,
                     std::int64_t to) {
  delta content;
  content.nonce = 99;
  content.start = {from};
  content.end = {to};
  content.writer = "other";
  tag_counts counted;
  recount(partition(n), {from}, {to}, counted);
  for (auto& [tag, count] : counted)
    content.tags.push_back({tag, tag, count});
  content.sums.outcomes.counted = static_cast<std::uint64_t>(to - from);
  memory_store store{b.cells};
  ledger book{store, "job"};
  auto done =
      book.append(partition(n), {{0}, {from}}, content.nonce, encode(content));
  BOOST_REQUIRE(done);
  BOOST_REQUIRE((done->cell == appended::mine));
}

} // namespace

BOOST_AUTO_TEST_SUITE(rewinding)

BOOST_AUTO_TEST_CASE(a_rewind_takes_the_open_and_the_in_flight_delta_back) {
  bench b;
  b.begin({{0, 20}});
  b.feed(0, 5);
  b.settle();
  b.feed(0, 5);
  b.pass(1000); // in flight
  b.feed(0, 5); // open
  BOOST_TEST(b.view_of(0).applied.value == 15);
  b.counts.consumer_lost(partition(0));
  BOOST_TEST(b.view_of(0).applied.value == 5);
  BOOST_TEST(!b.reader(0).reading);
  b.check();
}

BOOST_AUTO_TEST_CASE(an_answer_from_before_a_rewind_changes_nothing) {
  bench b;
  b.begin({{0, 20}});
  b.feed(0, 5);
  b.pass(1000);
  auto call = std::exchange(b.asked.appends, {}).at(0);
  b.counts.consumer_lost(partition(0));
  b.counts.append(b.run(*call), b.now_ms);
  BOOST_TEST(b.view_of(0).durable.value == 0);
  b.check();
  // It is followed like another's.
  b.settle();
  BOOST_TEST(b.view_of(0).durable.value == 5);
  BOOST_TEST(b.reader(0).next.value == 5);
  b.check();
}

BOOST_AUTO_TEST_CASE(batches_from_before_a_rewind_only_give_their_credit_back) {
  bench b;
  b.begin({{0, 20}});
  auto late = b.next_batch(0, 5);
  b.counts.records(late, b.now_ms);
  b.counts.revoke({partition(0)});
  b.counts.assign(partition(0));
  b.settle();
  b.counts.hashtags(tags_of(late), b.now_ms);
  BOOST_TEST(b.granted(0) == 1);
  BOOST_TEST(b.view_of(0).applied.value == 0);
  b.check();
}

BOOST_AUTO_TEST_CASE(anothers_delta_rewinds_and_is_followed) {
  bench b;
  b.begin({{0, 20}});
  append_as_other(b, 0, 0, 7);
  b.feed(0, 5);
  b.settle();
  BOOST_TEST(b.view_of(0).durable.value == 7);
  BOOST_TEST(b.reader(0).next.value == 7);
  BOOST_TEST(b.view_of(0).at_epoch == 1);
  b.check();
}

BOOST_AUTO_TEST_CASE(a_lost_partition_keeps_nothing_open) {
  bench b;
  b.begin({{0, 20}, {0, 20}});
  b.feed(0, 5);
  b.feed(1, 5);
  b.counts.revoke({partition(0)});
  BOOST_TEST(b.view_of(0).applied.value == 0);
  BOOST_TEST(b.view_of(1).applied.value == 5);
  BOOST_TEST(!b.view_of(0).owned);
  b.check();
  b.settle();
  BOOST_TEST(!b.reader(0).reading);
  BOOST_TEST(b.view_of(1).durable.value == 5);
}

BOOST_AUTO_TEST_CASE(three_faults_at_one_offset_stop_the_engine) {
  bench b;
  b.begin({{0, 20}});
  for (auto times = 1; times <= 3; ++times) {
    auto bad = b.next_batch(0, 5);
    b.counts.records(bad, b.now_ms);
    BOOST_TEST(b.asked.failures.empty());
    b.counts.batch_failed(failure_of(bad));
    b.settle();
  }
  BOOST_REQUIRE(b.asked.failures.size() == 1);
  auto& said = b.asked.failures[0];
  BOOST_TEST(said.find("tweets/0") != std::string::npos);
  BOOST_TEST(said.find("offset 0") != std::string::npos);
  BOOST_TEST(said.find("it broke") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(progress_forgives_faults) {
  bench b;
  b.begin({{0, 100}});
  for (auto times = 0; times < 10; ++times) {
    auto bad = b.next_batch(0, 5);
    b.counts.records(bad, b.now_ms);
    b.counts.batch_failed(failure_of(bad));
    b.settle();
    b.feed(0, 5);
    b.settle();
  }
  BOOST_TEST(b.asked.failures.empty());
  b.check();
}

BOOST_AUTO_TEST_CASE(other_rewinds_may_repeat) {
  bench b;
  b.begin({{0, 20}});
  for (auto times = 0; times < 10; ++times) {
    b.feed(0, 5);
    b.counts.revoke({partition(0)});
    b.counts.assign(partition(0));
    b.settle();
  }
  BOOST_TEST(b.asked.failures.empty());
  BOOST_TEST(b.reader(0).reading);
}

BOOST_AUTO_TEST_CASE(all_batches_of_a_dead_worker_are_one_fault) {
  bench b;
  b.begin({{0, 40}});
  std::vector<batch_ptr> held;
  for (auto i = 0; i < 4; ++i) {
    held.push_back(b.next_batch(0, 5));
    b.counts.records(held.back(), b.now_ms);
  }
  for (auto& x : held)
    b.counts.batch_failed(failure_of(x));
  BOOST_TEST(b.asked.failures.empty());
  BOOST_TEST(b.view_of(0).at_epoch == 1);
  BOOST_TEST(b.granted(0) == 4);
}

// A consumer that took a dead one's place has all its credit from the start;
// it must not get that of its predecessor's batches as well.
BOOST_AUTO_TEST_CASE(a_dead_consumers_credit_does_not_go_to_its_successor) {
  bench b;
  b.begin({{0, 100}});
  std::vector<batch_ptr> old;
  for (auto i = 0; i < 4; ++i) {
    old.push_back(b.next_batch(0, 5));
    b.counts.records(old.back(), b.now_ms);
  }
  b.counts.consumer_lost(partition(0));
  b.settle();
  std::vector<batch_ptr> fresh;
  for (auto i = 0; i < 4; ++i) {
    fresh.push_back(b.next_batch(0, 5));
    b.counts.records(fresh.back(), b.now_ms);
  }
  for (auto& x : old)
    b.counts.hashtags(tags_of(x), b.now_ms);
  BOOST_TEST(b.granted(0) == 0);
  for (auto& x : fresh)
    b.counts.hashtags(tags_of(x), b.now_ms);
  BOOST_TEST(b.granted(0) == 4);
  b.check();
}

BOOST_AUTO_TEST_CASE(an_identity_error_stops_one_partition_only) {
  bench b;
  b.begin({{0, 20}, {0, 20}});
  b.feed(0, 5);
  b.feed(1, 5);
  b.counts.read_failed({partition(0), b.reader(0).at_epoch, "another log"});
  BOOST_TEST(b.view_of(0).error == "another log");
  BOOST_TEST(b.counts.troubles().reasons.size() == 1);
  BOOST_TEST(b.asked.failures.empty());
  b.settle();
  b.counts.assign(partition(0));
  b.settle();
  BOOST_TEST(!b.reader(0).reading);
  BOOST_TEST(b.view_of(1).durable.value == 5);
  b.check();
}

BOOST_AUTO_TEST_CASE(an_identity_error_of_a_former_epoch_is_stale) {
  bench b;
  b.begin({{0, 20}});
  b.counts.consumer_lost(partition(0));
  b.settle();
  b.counts.read_failed({partition(0), epoch{0}, "another log"});
  BOOST_TEST(b.view_of(0).error.empty());
  BOOST_TEST(b.reader(0).reading);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
