#include <boost/test/unit_test.hpp>

#include <random>
#include <set>

#include "runtime/count/batch_joiner.hpp"
#include "tests/count/made_log.hpp"

using namespace murmuration;

BOOST_AUTO_TEST_SUITE(batch_joiner_tests)

namespace {

const test::made_log one_tweet(1);
constexpr leg all_legs[] = {leg::records, leg::hashtags, leg::words,
                            leg::sentiment};

joined_batch made(std::uint64_t at, std::uint64_t number) {
  return test::join(one_tweet, 0, 1, true, {at}, {number});
}

void deliver(batch_joiner& to, const joined_batch& x, leg from) {
  switch (from) {
    case leg::records:
      return to.accept(x.records);
    case leg::hashtags:
      return to.accept(x.tags);
    case leg::words:
      return to.accept(x.words);
    case leg::sentiment:
      return to.accept(x.labels);
  }
}

void deliver_all(batch_joiner& to, const joined_batch& x) {
  for (auto from : all_legs)
    deliver(to, x, from);
}

leg_set every_leg() {
  return leg_set{}.set();
}

} // namespace

BOOST_AUTO_TEST_CASE(a_batch_is_handed_out_when_its_last_leg_answers) {
  batch_joiner joiner{every_leg(), 8, {1}};
  auto x = made(1, 0);
  for (auto from : {leg::sentiment, leg::records, leg::words}) {
    deliver(joiner, x, from);
    BOOST_TEST(!joiner.next());
    BOOST_TEST(joiner.answered(from) == 1u);
  }
  BOOST_TEST(joiner.answered(leg::hashtags) == 0u);
  BOOST_TEST(joiner.credit_due() == 0u);
  deliver(joiner, x, leg::hashtags);
  BOOST_TEST(joiner.credit_due() == 0u);
  auto got = joiner.next();
  BOOST_REQUIRE(got.has_value());
  BOOST_TEST((got->records == x.records && got->tags == x.tags
              && got->words == x.words && got->labels == x.labels));
  BOOST_TEST(!joiner.next());
  BOOST_TEST(joiner.credit_due() == 1u);
  BOOST_TEST(joiner.credit_due() == 0u);
  BOOST_TEST(joiner.unfinished() == 0u);
  BOOST_TEST(joiner.answered(leg::sentiment) == 0u);
}

BOOST_AUTO_TEST_CASE(batches_come_out_in_sequence_order) {
  batch_joiner joiner{every_leg(), 8, {1}};
  deliver_all(joiner, made(1, 1));
  BOOST_TEST(!joiner.next());
  deliver_all(joiner, made(1, 0));
  BOOST_TEST(joiner.next()->records->number.value == 0u);
  BOOST_TEST(joiner.next()->records->number.value == 1u);
}

BOOST_AUTO_TEST_CASE(a_leg_that_is_off_is_neither_waited_for_nor_heard) {
  leg_set enabled;
  enabled.set(static_cast<std::size_t>(leg::words));
  batch_joiner joiner{enabled, 8, {1}};
  auto x = made(1, 0);
  deliver(joiner, x, leg::sentiment);
  BOOST_TEST(joiner.unfinished() == 0u);
  deliver(joiner, x, leg::words);
  deliver(joiner, x, leg::records);
  auto got = joiner.next();
  BOOST_REQUIRE(got.has_value());
  BOOST_TEST(!got->tags);
  BOOST_TEST(!got->labels);
  BOOST_TEST((got->words == x.words));
}

BOOST_AUTO_TEST_CASE(a_repeated_answer_gives_no_second_credit) {
  batch_joiner joiner{every_leg(), 8, {1}};
  auto x = made(1, 0);
  deliver_all(joiner, x);
  deliver_all(joiner, x);
  BOOST_TEST(joiner.next().has_value());
  deliver_all(joiner, x);
  BOOST_TEST(!joiner.next());
  BOOST_TEST(joiner.credit_due() == 1u);
}

BOOST_AUTO_TEST_CASE(
    a_batch_of_an_older_epoch_gives_its_credit_back_uncounted) {
  batch_joiner joiner{every_leg(), 8, {1}};
  auto half = made(1, 0), whole = made(1, 1), unheard = made(1, 2);
  deliver(joiner, half, leg::records);
  deliver_all(joiner, whole);
  auto held = half.records.use_count();
  joiner.restart({2});
  BOOST_TEST(half.records.use_count() == held - 1); // its memory is released
  BOOST_TEST(joiner.credit_due() == 1u);
  for (auto from : {leg::hashtags, leg::words, leg::sentiment})
    deliver(joiner, half, from);
  BOOST_TEST(joiner.credit_due() == 1u);
  deliver_all(joiner, unheard);
  BOOST_TEST(joiner.credit_due() == 1u);
  BOOST_TEST(!joiner.next());
  deliver_all(joiner, made(2, 0));
  BOOST_TEST((joiner.next()->records->at_epoch == epoch{2}));
  deliver_all(joiner, half);
  deliver_all(joiner, unheard);
  BOOST_TEST(joiner.credit_due() == 1u);
  BOOST_TEST(joiner.unfinished() == 0u);
}

BOOST_AUTO_TEST_CASE(a_batch_first_heard_of_after_the_rewind_keeps_its_credit) {
  batch_joiner joiner{every_leg(), 8, {1}};
  joiner.restart({2});
  joiner.restart({3});
  deliver_all(joiner, made(1, 0));
  deliver_all(joiner, made(2, 0));
  BOOST_TEST(joiner.credit_due() == 2u);
  BOOST_TEST(!joiner.next());
  deliver(joiner, made(3, 0), leg::records);
  deliver_all(joiner, made(1, 0)); // a repeat, of an epoch forgotten by now
  BOOST_TEST(joiner.credit_due() == 0u);
  BOOST_TEST(joiner.unfinished() == 1u);
}

BOOST_AUTO_TEST_CASE(a_failed_batch_stops_its_epoch_and_keeps_its_credit) {
  batch_joiner joiner{every_leg(), 8, {1}};
  auto x = made(1, 1);
  for (auto from : {leg::records, leg::words, leg::sentiment})
    deliver(joiner, x, from);
  joiner.fail({1}, {1}, leg::hashtags);
  deliver(joiner, x, leg::hashtags); // too late
  deliver_all(joiner, made(1, 0));
  deliver_all(joiner, made(1, 2));
  BOOST_TEST(joiner.next()->records->number.value == 0u);
  BOOST_TEST(!joiner.next());
  BOOST_TEST((joiner.failed() == sequence{1}));
  BOOST_TEST(joiner.credit_due() == 1u);
  joiner.restart({2});
  BOOST_TEST(!joiner.failed());
  BOOST_TEST(joiner.credit_due() == 2u);
}

BOOST_AUTO_TEST_CASE(a_dead_worker_of_an_older_epoch_owes_no_credit) {
  batch_joiner joiner{every_leg(), 8, {1}};
  auto x = made(1, 0);
  for (auto from : {leg::records, leg::words, leg::sentiment})
    deliver(joiner, x, from);
  joiner.restart({2});
  joiner.fail({1}, {0}, leg::hashtags);
  BOOST_TEST(joiner.credit_due() == 1u);
  BOOST_TEST(!joiner.failed());
}

BOOST_AUTO_TEST_CASE(a_failure_after_the_answer_changes_nothing) {
  batch_joiner joiner{every_leg(), 8, {1}};
  deliver_all(joiner, made(1, 0));
  joiner.fail({1}, {0}, leg::words);
  BOOST_TEST(!joiner.failed());
  BOOST_TEST(joiner.next().has_value());
}

BOOST_AUTO_TEST_CASE(more_batches_than_credit_are_an_error) {
  batch_joiner joiner{every_leg(), 2, {1}};
  deliver(joiner, made(1, 0), leg::records);
  deliver(joiner, made(1, 1), leg::records);
  BOOST_CHECK_THROW(deliver(joiner, made(1, 2), leg::records),
                    std::logic_error);
  BOOST_TEST(joiner.unfinished() == 2u);
}

BOOST_AUTO_TEST_CASE(an_epoch_that_has_not_begun_is_an_error) {
  batch_joiner joiner{every_leg(), 2, {3}};
  BOOST_CHECK_THROW(deliver(joiner, made(4, 0), leg::words), std::logic_error);
  BOOST_CHECK_THROW(joiner.restart({3}), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_thousand_rewinds_in_a_row_cost_no_memory_for_ever) {
  batch_joiner joiner{every_leg(), 8, {1}};
  deliver(joiner, made(1, 0), leg::records); // this one never completes
  for (std::uint64_t at = 2; at < 1000; ++at)
    joiner.restart({at});
  BOOST_TEST(joiner.unfinished() == 1u);
  for (auto from : {leg::hashtags, leg::words, leg::sentiment})
    deliver(joiner, made(1, 0), from);
  BOOST_TEST(joiner.credit_due() == 1u);
}

/// A consumer that spends credit, legs that answer late, twice or never, and
/// rewinds at any moment.
BOOST_AUTO_TEST_CASE(credit_is_neither_lost_nor_made_in_any_order_of_events) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      constexpr std::size_t credit = 4;
      batch_joiner joiner{every_leg(), credit, {1}};
      struct answer {
        joined_batch what;
        leg from;
      };
      std::vector<answer> under_way;
      std::size_t left = credit;
      std::uint64_t at = 1, number = 0, applied = 0;
      auto settle = [&] {
        while (auto batch = joiner.next()) {
          BOOST_REQUIRE((batch->records->at_epoch == epoch{at}));
          BOOST_REQUIRE(batch->records->number.value == applied++);
        }
        left += joiner.credit_due();
        BOOST_REQUIRE(left <= credit);
      };
      for (int step = 0; step < 2000 || !under_way.empty(); ++step) {
        auto dice = random() % 20;
        if (dice < 6 && left > 0 && step < 2000) {
          auto x = made(at, number++);
          --left;
          joiner.accept(x.records);
          for (auto from : {leg::hashtags, leg::words, leg::sentiment})
            under_way.push_back({x, from});
        } else if (dice == 6 || joiner.failed()) {
          joiner.restart({++at});
          number = applied = 0;
        } else if (!under_way.empty()) {
          auto i = under_way.begin()
                   + static_cast<std::ptrdiff_t>(random() % under_way.size());
          if (random() % 30 == 0)
            joiner.fail(i->what.records->at_epoch, i->what.records->number,
                        i->from);
          deliver(joiner, i->what, i->from);
          if (random() % 4 > 0)
            under_way.erase(i);
        }
        settle();
      }
      if (joiner.failed())
        joiner.restart({++at});
      settle();
      BOOST_TEST(left == credit);
      BOOST_TEST(joiner.unfinished() == 0u);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
