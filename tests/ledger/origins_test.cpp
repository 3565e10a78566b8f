#include <boost/test/unit_test.hpp>

#include "tests/ledger/book.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_AUTO_TEST_SUITE(ledger_origins)

BOOST_AUTO_TEST_CASE(the_first_genesis_is_in_force_for_all) {
  book mine;
  book other{mine.cells};
  auto none = mine.entries.read_genesis();
  BOOST_REQUIRE(none);
  BOOST_TEST(!*none);
  genesis first{1, {{tweets_0, at(7)}}, 5, "mine", 9};
  genesis second{2, {{tweets_0, at(8)}}, 5, "other", 9};
  BOOST_TEST((*mine.entries.found(first) == first));
  BOOST_TEST((*other.entries.found(second) == first));
  BOOST_TEST((**other.entries.read_genesis() == first));
}

BOOST_AUTO_TEST_CASE(a_lost_reply_to_the_genesis_is_resolved_by_reading) {
  book mine;
  genesis first{1, {{tweets_0, at(7)}}, 5, "mine", 9};
  mine.when = [](const store_call& c) {
    return c.writes ? fate::refused : fate::acknowledged;
  };
  BOOST_TEST(!mine.entries.found(first));
  mine.when = [](const store_call& c) {
    return c.writes ? fate::reply_lost : fate::acknowledged;
  };
  BOOST_TEST((*mine.entries.found(first) == first));
}

BOOST_AUTO_TEST_CASE(the_first_origin_of_a_partition_is_in_force) {
  book mine;
  book other{mine.cells};
  BOOST_TEST(
      (*mine.entries.add_origin({tweets_1, at(0)}) == origin{tweets_1, at(0)}));
  BOOST_TEST((*other.entries.add_origin({tweets_1, at(4)})
              == origin{tweets_1, at(0)}));
  mine.entries.add_origin({tweets_0, at(2)});
  BOOST_TEST((*other.entries.origins()
              == std::vector<origin>{{tweets_0, at(2)}, {tweets_1, at(0)}}));
}

BOOST_AUTO_TEST_CASE(more_origins_than_a_page_are_all_read) {
  book mine;
  for (auto i = 0; i < 200; ++i)
    mine.entries.add_origin({{"t", partition_id{i}}, at(i)});
  auto all = mine.entries.origins();
  BOOST_REQUIRE(all);
  BOOST_REQUIRE(all->size() == 200u);
  for (auto i = 0; i < 200; ++i)
    BOOST_TEST((*all)[i].source.partition.value == i);
}

BOOST_AUTO_TEST_CASE(a_hold_is_rewritten_and_erased) {
  book mine;
  hold held{"a|b-8080", {tweets_0, tweets_1}, 5};
  BOOST_TEST(bool(mine.entries.put_hold(held)));
  held.written_ms = 6;
  BOOST_TEST(bool(mine.entries.put_hold(held)));
  BOOST_TEST((*mine.entries.holds() == std::vector{held}));
  BOOST_TEST(bool(mine.entries.erase_hold("a|b-8080")));
  BOOST_TEST(mine.entries.holds()->empty());
}

BOOST_AUTO_TEST_SUITE_END()
