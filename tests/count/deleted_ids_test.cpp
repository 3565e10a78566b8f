#include <boost/test/unit_test.hpp>

#include <deque>
#include <random>
#include <unordered_set>

#include "runtime/count/deleted_ids.hpp"

using namespace murmuration;

BOOST_AUTO_TEST_SUITE(deleted_ids_tests)

BOOST_AUTO_TEST_CASE(an_id_is_held_once_and_told_once) {
  deleted_ids ids;
  ids.add("1");
  ids.add("2");
  ids.add("1");
  ids.add("");
  BOOST_TEST(ids.added() == 2u);
  auto seen = ids.added();
  ids.add("3");
  BOOST_TEST((ids.since(seen) == std::vector<std::string>{"3"}));
  BOOST_TEST((ids.all() == std::vector<std::string>{"1", "2", "3"}));
  BOOST_TEST(ids.since(ids.added()).empty());
  BOOST_TEST(ids.since(99).empty());
}

BOOST_AUTO_TEST_CASE(the_oldest_go_when_there_are_too_many) {
  deleted_ids ids;
  for (std::size_t i = 0; i < deleted_ids::max + 5; ++i)
    ids.add(std::to_string(i));
  BOOST_TEST(ids.all().size() == deleted_ids::max);
  BOOST_TEST(!ids.contains("4"));
  BOOST_TEST(ids.contains("5"));
  BOOST_TEST(ids.since(0).front() == "5");
}

BOOST_AUTO_TEST_CASE(the_latest_are_held_whatever_came_before) {
  std::mt19937 random{std::random_device{}()};
  deleted_ids ids;
  std::deque<std::string> latest;
  std::unordered_set<std::string> held;
  for (std::size_t i = 0; i < 6 * deleted_ids::max; ++i) {
    auto id = std::to_string(random() % (4 * deleted_ids::max));
    BOOST_REQUIRE(ids.contains(id) == held.contains(id));
    ids.add(id);
    if (!held.insert(id).second)
      continue;
    latest.push_back(id);
    if (latest.size() > deleted_ids::max) {
      held.erase(latest.front());
      latest.pop_front();
    }
  }
  for (std::size_t i = 0; i < 4 * deleted_ids::max; ++i) {
    auto id = std::to_string(i);
    BOOST_REQUIRE(ids.contains(id) == held.contains(id));
  }
  BOOST_TEST(
      (ids.all() == std::vector<std::string>{latest.begin(), latest.end()}));
}

BOOST_AUTO_TEST_SUITE_END()
