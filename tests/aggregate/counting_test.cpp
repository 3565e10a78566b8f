/// From batches to durable deltas, and credit.
#include "tests/aggregate/bench.hpp"

namespace murmuration::test {

namespace {

/// The store was not reached.
append_answer failed(const append_call& call) {
  append_answer answer;
  answer.reload = call.reload;
  answer.source = call.source;
  answer.at_epoch = call.at_epoch;
  answer.start = call.start;
  answer.nonce = call.content->nonce;
  answer.error = "down";
  return answer;
}

} // namespace

BOOST_AUTO_TEST_SUITE(counting)

BOOST_AUTO_TEST_CASE(what_was_applied_counts_before_it_is_durable) {
  bench b;
  b.begin({{0, 10}});
  b.feed(0, 5);
  BOOST_TEST(b.view_of(0).applied.value == 5);
  BOOST_TEST(b.view_of(0).durable.value == 0);
  b.check();
  b.pass(1000);
  b.serve();
  BOOST_TEST(b.view_of(0).durable.value == 5);
  BOOST_TEST(b.asked.told_durable[partition(0)].value == 5);
  b.check();
}

BOOST_AUTO_TEST_CASE(credit_goes_back_only_when_all_legs_are_here) {
  bench b;
  b.begin({{0, 10}});
  auto batch = b.next_batch(0, 5);
  b.counts.records(batch, b.now_ms);
  BOOST_TEST(b.granted(0) == 0);
  b.counts.hashtags(tags_of(batch), b.now_ms);
  BOOST_TEST(b.granted(0) == 1);
}

BOOST_AUTO_TEST_CASE(a_view_tells_what_is_under_way) {
  bench b;
  b.begin({{0, 10}});
  auto first = b.next_batch(0, 5);
  auto second = b.next_batch(0, 5);
  b.counts.records(first, b.now_ms);
  b.deliver(second);
  auto hashtags = static_cast<std::size_t>(leg::hashtags);
  BOOST_TEST(b.view_of(0).in_flight == 2u);
  BOOST_TEST(b.view_of(0).credit == 4u);
  BOOST_TEST(b.view_of(0).answered[hashtags] == 1u);
  BOOST_TEST(b.view_of(0).read.value == 10);
  b.counts.hashtags(tags_of(first), b.now_ms);
  BOOST_TEST(b.view_of(0).in_flight == 0u);
  BOOST_TEST(b.view_of(0).durable_records == 0u);
  BOOST_TEST(b.counts.live(b.now_ms)->store.pending == 0u);
  b.pass(1000);
  BOOST_TEST(b.counts.live(b.now_ms)->store.pending == 1u);
  b.serve();
  BOOST_TEST(b.counts.live(b.now_ms)->store.pending == 0u);
  BOOST_TEST(b.view_of(0).durable_records == 10u);
}

BOOST_AUTO_TEST_CASE(batches_are_applied_in_order) {
  bench b;
  b.begin({{0, 10}});
  auto first = b.next_batch(0, 5);
  b.deliver(b.next_batch(0, 5));
  BOOST_TEST(b.view_of(0).applied.value == 0);
  BOOST_TEST(b.granted(0) == 0);
  b.deliver(first);
  BOOST_TEST(b.view_of(0).applied.value == 10);
  BOOST_TEST(b.granted(0) == 2);
  b.check();
}

BOOST_AUTO_TEST_CASE(a_repeated_answer_counts_nothing_twice) {
  bench b;
  b.begin({{0, 10}});
  b.feed(0, 5);
  b.pass(1000);
  auto call = std::exchange(b.asked.appends, {}).at(0);
  auto answer = b.run(*call);
  b.counts.append(answer, b.now_ms);
  b.feed(0, 5);
  b.pass(1000);
  b.counts.append(answer, b.now_ms);
  BOOST_TEST(b.view_of(0).durable.value == 5);
  b.check();
  b.settle();
  BOOST_TEST(b.view_of(0).durable.value == 10);
  b.check();
}

BOOST_AUTO_TEST_CASE(a_repeated_leg_counts_nothing_twice) {
  bench b;
  b.begin({{0, 10}});
  auto batch = b.next_batch(0, 5);
  b.deliver(batch);
  b.deliver(batch);
  BOOST_TEST(b.granted(0) == 1);
  b.check();
}

BOOST_AUTO_TEST_CASE(a_failed_append_is_repeated_with_the_same_content) {
  bench b;
  b.begin({{0, 10}});
  b.feed(0, 5);
  b.pass(1000);
  auto call = std::exchange(b.asked.appends, {}).at(0);
  b.counts.append(failed(*call), b.now_ms);
  BOOST_TEST(b.counts.troubles().reasons.size() == 1);
  BOOST_TEST(b.asked.appends.empty());
  b.pass(100);
  BOOST_REQUIRE(b.asked.appends.size() == 1);
  BOOST_TEST(b.asked.appends[0]->content == call->content);
  b.serve();
  BOOST_TEST(b.view_of(0).durable.value == 5);
  BOOST_TEST(b.counts.troubles().reasons.empty());
}

BOOST_AUTO_TEST_CASE(a_full_open_delta_holds_back_credit) {
  auto options = small_options();
  options.open_entries_max = 2;
  bench b{options};
  b.begin({{0, 40}});
  b.feed(0, 4); // full, not yet seen to be
  b.feed(0, 4); // the first is sent, this one is open, and full
  b.feed(0, 4); // waits
  BOOST_TEST(b.asked.appends.size() == 1);
  BOOST_TEST(b.granted(0) == 2);
  BOOST_TEST(b.view_of(0).applied.value == 8);
  b.serve();
  BOOST_TEST(b.granted(0) == 3);
  BOOST_TEST(b.view_of(0).applied.value == 12);
  b.check();
}

BOOST_AUTO_TEST_CASE(a_gap_is_in_sums) {
  bench b;
  b.begin({{0, 10}});
  auto& from = b.reader(0);
  auto batch = made_batch(partition(0), from.at_epoch, {0}, {4}, {6});
  batch->first = {0};
  batch->lost = gap{{0}, {4}};
  b.deliver(batch);
  auto gaps = std::vector<gap>{{{0}, {4}}};
  BOOST_TEST((b.view_of(0).sums.gaps == gaps));
  b.settle();
  BOOST_TEST((b.view_of(0).sums.gaps == gaps));
  BOOST_TEST(b.counts.live(b.now_ms)->sums.gaps.empty());
  BOOST_TEST(b.view_of(0).durable.value == 6);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_put_back_stops_nothing) {
  bench b;
  b.begin({{0, 10}});
  b.feed(0, 5);
  b.pass(1000);
  auto call = std::exchange(b.asked.appends, {}).at(0);
  b.counts.append(failed(*call), b.now_ms);
  b.pass(-86'400'000);
  b.serve();
  BOOST_TEST(b.view_of(0).durable.value == 5);
}

BOOST_AUTO_TEST_CASE(a_tag_is_found_by_its_key_and_unknown_ones_are_not) {
  bench b;
  b.begin({{0, 10}});
  b.feed(0, 1);
  auto found = b.counts.find(tag_at(partition(0), 0));
  BOOST_REQUIRE(found);
  BOOST_TEST(found->count == 1);
  BOOST_TEST(!b.counts.find("unknown"));
  BOOST_TEST(b.counts.all_tags()->size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
