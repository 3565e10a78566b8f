#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <random>

#include "runtime/count/recent_list.hpp"
#include "tests/count/made_log.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_AUTO_TEST_SUITE(recent_list_tests)

namespace {

std::vector<std::string> ids(const std::vector<recent_tweet>& tweets) {
  std::vector<std::string> result;
  for (const auto& x : tweets)
    result.push_back(x.id);
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_newest_fifty_are_kept_and_of_equal_times_the_later) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      made_log log(300);
      // In order, nearly so, and not at all.
      const auto disorder = std::array{1u, 4u, 400u}[seed % 3];
      for (std::size_t i = 0; i < log.size(); ++i)
        log[i].event_ms =
            static_cast<std::int64_t>(i / 8 + random() % disorder);
      recent_list list;
      for (const auto& x : cut(log, 0, log.size(), 120, random)) {
        list.add(x.records, x.labels);
        if (random() % 4 == 0)
          BOOST_TEST(list.tweets().size() <= recent_max);
      }
      std::vector<std::size_t> order(log.size());
      for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = log.size() - 1 - i;
      std::stable_sort(order.begin(), order.end(), [&](auto x, auto y) {
        return log[x].event_ms > log[y].event_ms;
      });
      order.resize(recent_max);
      std::vector<std::string> expected;
      for (auto i : order)
        expected.push_back(std::to_string(i));
      BOOST_TEST(ids(list.tweets()) == expected,
                 boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(tweets_ahead_of_the_clock_are_left_out) {
  std::vector<recent_tweet> later(3);
  later[0].event_ms = 30;
  later[1].event_ms = 20;
  later[2].event_ms = 10;
  recent_list list;
  list.add(later, 20);
  BOOST_TEST(list.tweets().size() == 2u);
  BOOST_TEST(list.tweets().front().event_ms == 20);
}

BOOST_AUTO_TEST_CASE(a_huge_text_is_cut_between_two_characters) {
  made_log log(1);
  log[0].text = "x";
  for (int i = 0; i < 10'000; ++i)
    log[0].text += "\xE2\x98\x95";
  recent_list list;
  auto batch = join(log, 0, 1);
  list.add(batch.records, nullptr);
  const auto& text = list.tweets().front().text;
  BOOST_TEST(text.size() <= recent_list::text_bytes_max);
  BOOST_TEST(text.size() % 3 == 1u);
  BOOST_TEST(text.size() + 3 > recent_list::text_bytes_max);
}

BOOST_AUTO_TEST_SUITE_END()
