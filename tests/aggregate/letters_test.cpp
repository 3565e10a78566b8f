/// Dead letters are written before the delta that covers them.
#include "tests/aggregate/bench.hpp"

namespace murmuration::test {

namespace {

struct scene : bench {
  scene()
    : bench([] {
      auto options = small_options();
      options.letters = true;
      return options;
    }()) {
    begin({{0, 50}, {0, 50}});
  }

  /// Records of partition `n`, the first of them malformed.
  void feed_letter(std::int32_t n, std::int64_t records,
                   std::size_t value_bytes = 3) {
    auto batch = std::const_pointer_cast<tweet_batch>(next_batch(n, records));
    auto page = std::make_shared<letter_page>();
    std::string value(value_bytes, 'x');
    page->letters.push_back({batch->first,
                             malformed_reason::bad_json,
                             {},
                             page->bytes.copy(value),
                             value_bytes,
                             5});
    batch->letters = page;
    deliver(batch);
  }

  letters_call_ptr take_call() {
    BOOST_REQUIRE(asked.letters.size() == 1);
    return std::exchange(asked.letters, {}).at(0);
  }
  void answer(const letters_call& call, std::string error = {}) {
    counts.write_letters({call.source, call.number, std::move(error), 1},
                         now_ms);
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(dead_letters, scene)

BOOST_AUTO_TEST_CASE(a_delta_waits_for_its_letters) {
  feed_letter(0, 5);
  pass(1000);
  BOOST_TEST(asked.appends.empty());
  auto call = take_call();
  BOOST_TEST(call->start.next.value == 0);
  BOOST_TEST(call->pages.at(0)->letters.at(0).value == "xxx");
  answer(*call);
  BOOST_TEST(asked.appends.size() == 1);
  serve();
  BOOST_TEST(view_of(0).durable.value == 5);
  BOOST_TEST(counts.live(now_ms)->letters.written == 1);
  check();
}

BOOST_AUTO_TEST_CASE(a_delta_without_letters_waits_for_nobody) {
  feed_letter(0, 5);
  feed(1, 5);
  pass(1000);
  BOOST_TEST(asked.appends.size() == 1);
  BOOST_TEST((asked.appends[0]->source == partition(1)));
}

BOOST_AUTO_TEST_CASE(what_is_counted_meanwhile_is_of_the_next_delta) {
  feed_letter(0, 5);
  pass(1000);
  feed_letter(0, 5);
  auto call = take_call();
  BOOST_TEST(call->pages.size() == 1);
  answer(*call);
  serve();
  pass(1000);
  BOOST_TEST(take_call()->start.next.value == 5);
}

BOOST_AUTO_TEST_CASE(a_failure_is_shown_and_tried_again) {
  feed_letter(0, 5);
  pass(1000);
  auto first = take_call();
  answer(*first, "no room");
  BOOST_TEST(asked.appends.empty());
  BOOST_REQUIRE(counts.troubles().reasons.size() == 1);
  BOOST_TEST(counts.troubles().reasons[0].ends_with("no room"));
  pass(99);
  BOOST_TEST(asked.letters.empty());
  pass(1);
  auto second = take_call();
  BOOST_TEST(second->number != first->number);
  answer(*second);
  BOOST_TEST(counts.troubles().reasons.empty());
  serve();
  BOOST_TEST(view_of(0).durable.value == 5);
}

BOOST_AUTO_TEST_CASE(the_answer_to_an_earlier_attempt_changes_nothing) {
  feed_letter(0, 5);
  pass(1000);
  auto first = take_call();
  answer(*first, "no answer");
  pass(100);
  auto second = take_call();
  answer(*first);
  answer(*first, "no answer");
  pass(5000);
  BOOST_TEST(asked.appends.empty());
  BOOST_TEST(asked.letters.empty());
  answer(*second);
  answer(*second);
  BOOST_TEST(asked.appends.size() == 1);
}

BOOST_AUTO_TEST_CASE(an_answer_from_before_a_rewind_appends_nothing) {
  feed_letter(0, 5);
  pass(1000);
  auto call = take_call();
  counts.consumer_lost(partition(0));
  answer(*call);
  pass(1000);
  BOOST_TEST(asked.appends.empty());
  serve();
  // Read again, in a new epoch.
  feed_letter(0, 5);
  pass(1000);
  BOOST_TEST(take_call()->at_epoch.value == 1);
}

BOOST_AUTO_TEST_CASE(a_rewind_forgets_letters_and_their_trouble) {
  feed_letter(0, 5);
  pass(1000);
  answer(*take_call(), "no room");
  feed_letter(0, 5);
  counts.revoke({partition(0)});
  BOOST_TEST(counts.troubles().reasons.empty());
  pass(5000);
  BOOST_TEST(asked.letters.empty());
}

BOOST_AUTO_TEST_CASE(large_letters_make_a_checkpoint_come_early) {
  feed_letter(0, 5, 5u << 20);
  feed(0, 1);
  BOOST_TEST(asked.letters.size() == 1);
  // The next open delta fills up too: then batches keep their credit.
  feed_letter(0, 5, 5u << 20);
  auto granted_before = granted(0);
  feed(0, 1);
  BOOST_TEST(granted(0) == granted_before);
}

BOOST_AUTO_TEST_CASE(a_drain_is_not_done_before_its_letters_are_written) {
  feed_letter(0, 5);
  counts.drain(now_ms);
  BOOST_TEST(!counts.drained());
  answer(*take_call());
  BOOST_TEST(!counts.drained());
  serve();
  BOOST_TEST(counts.drained());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
