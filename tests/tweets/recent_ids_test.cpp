#include "tools/tweets/recent_ids.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

namespace murmuration::tweets {
namespace {

BOOST_AUTO_TEST_SUITE(the_recent_ids)

BOOST_AUTO_TEST_CASE(an_id_is_new_once) {
  recent_ids seen{8};
  for (std::uint64_t id :
       {std::uint64_t{0}, std::uint64_t{7}, ~std::uint64_t{0}}) {
    BOOST_TEST(!seen.contains(id));
    BOOST_TEST(seen.insert(id));
    BOOST_TEST(seen.contains(id));
    BOOST_TEST(!seen.insert(id));
  }
}

BOOST_AUTO_TEST_CASE(at_least_the_newest_are_kept_and_at_most_twice_as_many) {
  constexpr std::uint64_t kept = 64;
  recent_ids seen{kept};
  for (std::uint64_t id = 1; id <= 1000; ++id) {
    BOOST_REQUIRE(seen.insert(id << 22));
    for (auto back = id > kept ? id - kept + 1 : 1; back <= id; ++back)
      BOOST_REQUIRE(seen.contains(back << 22));
    if (id > 2 * kept)
      BOOST_REQUIRE(!seen.contains((id - 2 * kept) << 22));
  }
}

BOOST_AUTO_TEST_CASE(ids_of_one_millisecond_and_of_many_are_found) {
  recent_ids seen{1 << 12};
  for (std::uint64_t i = 1; i < 2000; ++i) {
    BOOST_REQUIRE(seen.insert(i));
    BOOST_REQUIRE(seen.insert(i << 40));
  }
  for (std::uint64_t i = 1; i < 2000; ++i)
    BOOST_REQUIRE(seen.contains(i) && seen.contains(i << 40));
}

BOOST_AUTO_TEST_CASE(while_the_tables_grow_nothing_is_forgotten) {
  recent_ids seen{1 << 13};
  for (std::uint64_t i = 1; i <= 20'000; ++i) {
    BOOST_REQUIRE(seen.insert(i));
    BOOST_REQUIRE(seen.contains(i > 1 << 13 ? i - (1 << 13) + 1 : 1));
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::tweets
