/// Tweets that were taken back are shown no more, wherever the notice stands;
/// their counts stay.
#include "tests/aggregate/bench.hpp"

namespace murmuration::test {

namespace {

aggregate_options follower() {
  auto options = small_options();
  options.instance = "follower";
  options.shared_store = true;
  options.random = [n = std::uint64_t{1'000'000}]() mutable {
    return n++;
  };
  return options;
}

aggregate_options with_snapshots() {
  auto options = small_options();
  options.snapshot_entries_min = 1;
  options.snapshot_deltas_max = 1;
  return options;
}

/// The next records, and notices behind them. Ids are offsets.
void feed(bench& b, std::int32_t partition, std::int64_t records,
          std::initializer_list<const char*> taken_back) {
  auto batch =
      std::const_pointer_cast<tweet_batch>(b.next_batch(partition, records));
  for (auto id : taken_back)
    batch->deleted.push_back(id);
  b.deliver(batch);
}

std::string shown(bench& b) {
  std::string result;
  auto view = b.counts.live(b.now_ms);
  for (auto& x : view->recent)
    result += x.id;
  return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(taken_back)

BOOST_AUTO_TEST_CASE(a_tweet_is_gone_at_once_and_stays_gone) {
  bench b;
  b.begin({{0, 40}});
  b.feed(0, 4);
  BOOST_TEST(shown(b) == "3210");
  b.settle();
  feed(b, 0, 2, {"1", "4"});
  BOOST_TEST(shown(b) == "5320"); // open
  b.pass(1000);
  BOOST_TEST(shown(b) == "5320"); // in flight
  b.settle();
  BOOST_TEST(shown(b) == "5320");
  b.check(); // the counts are those of all six
  bench again{small_options(), b.cells};
  again.begin({{0, 40}});
  BOOST_TEST(shown(again) == "5320");
}

BOOST_AUTO_TEST_CASE(a_snapshot_does_not_bring_it_back) {
  bench b{with_snapshots()};
  b.begin({{0, 40}, {0, 40}});
  b.feed(0, 4);
  b.settle();
  feed(b, 0, 1, {"1", "30"});
  b.settle();
  b.feed(0, 1);
  b.settle();
  BOOST_TEST(b.counts.live(b.now_ms)->snapshots >= 2u);
  bench again{small_options(), b.cells};
  again.begin({{0, 40}, {0, 40}});
  BOOST_TEST(shown(again) == "54320");
  // The notice was in the snapshot, its tweet comes now.
  feed(again, 1, 31, {});
  BOOST_TEST(shown(again).find("30") == std::string::npos);
  BOOST_TEST(shown(again).starts_with("2928"));
}

BOOST_AUTO_TEST_CASE(a_rewind_takes_the_notice_back) {
  bench b;
  b.begin({{0, 40}});
  b.feed(0, 4);
  b.settle();
  feed(b, 0, 1, {"1"});
  BOOST_TEST(shown(b) == "4320");
  b.counts.consumer_lost(partition(0));
  BOOST_TEST(shown(b) == "3210");
  b.settle();
  BOOST_TEST(shown(b) == "3210");
  feed(b, 0, 1, {"1"});
  b.pass(1000); // in flight
  BOOST_TEST(shown(b) == "4320");
  b.counts.revoke({partition(0)});
  BOOST_TEST(shown(b) == "3210");
}

BOOST_AUTO_TEST_CASE(a_notice_may_come_before_its_tweet) {
  bench b;
  b.begin({{0, 40}, {0, 40}});
  feed(b, 1, 1, {"2"});
  b.feed(0, 4);
  BOOST_TEST(shown(b) == "3100");
  b.settle();
  b.feed(1, 2);
  BOOST_TEST(shown(b).find('2') == std::string::npos);
  b.settle();
  BOOST_TEST(shown(b).find('2') == std::string::npos);
  b.check();
}

BOOST_AUTO_TEST_CASE(engines_that_follow_take_it_back_too) {
  bench owner;
  owner.begin({{0, 100}});
  bench b{follower(), owner.cells};
  b.counts.begin();
  b.serve();
  owner.feed(0, 4);
  owner.settle();
  b.settle();
  BOOST_TEST(shown(b) == "3210");
  feed(owner, 0, 1, {"1"});
  owner.settle();
  b.settle();
  BOOST_TEST(shown(b) == "4320");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
