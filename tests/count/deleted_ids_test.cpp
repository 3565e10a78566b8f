#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_SUITE_END()
