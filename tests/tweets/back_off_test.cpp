#include "tools/tweets/back_off.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

namespace murmuration::tweets {
namespace {

std::vector<long> waits(back_off& from, trouble what, int times) {
  std::vector<long> result;
  for (int i = 0; i < times; ++i)
    result.push_back(from.next(what).count());
  return result;
}

BOOST_AUTO_TEST_SUITE(the_back_off)

BOOST_AUTO_TEST_CASE(network_trouble_adds_250_ms_a_time_up_to_16_s) {
  back_off x;
  auto found = waits(x, trouble::network, 70);
  for (long i = 0; i < 64; ++i)
    BOOST_TEST(found[i] == 250 * (i + 1));
  BOOST_TEST(found[63] == 16'000);
  BOOST_TEST(found[69] == 16'000);
}

BOOST_AUTO_TEST_CASE(http_errors_double_from_5_s_to_320_s) {
  back_off x;
  std::vector<long> wanted{5'000,  10'000,  20'000,  40'000,
                           80'000, 160'000, 320'000, 320'000};
  BOOST_TEST(waits(x, trouble::http, 8) == wanted,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(rate_limits_double_from_60_s) {
  back_off x;
  std::vector<long> wanted{60'000, 120'000, 240'000, 480'000, 900'000, 900'000};
  BOOST_TEST(waits(x, trouble::rate_limit, 6) == wanted,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_reset_that_x_names_is_waited_for) {
  back_off x;
  BOOST_TEST(x.next(trouble::rate_limit, milliseconds{7'000}).count() == 7'000);
  // One that is past says nothing.
  BOOST_TEST(x.next(trouble::rate_limit, milliseconds{-5}).count() == 120'000);
  BOOST_TEST(x.next(trouble::rate_limit, back_off::reset_max * 9).count()
             == back_off::reset_max.count());
  BOOST_TEST(x.next(trouble::network, milliseconds{7'000}).count() == 250);
}

BOOST_AUTO_TEST_CASE(another_kind_of_trouble_and_success_start_anew) {
  back_off x;
  waits(x, trouble::http, 3);
  BOOST_TEST(x.next(trouble::network).count() == 250);
  BOOST_TEST(x.next(trouble::http).count() == 5'000);
  x.worked();
  BOOST_TEST(x.next(trouble::http).count() == 5'000);
}

BOOST_AUTO_TEST_CASE(a_year_of_trouble_overflows_nothing) {
  back_off x;
  for (int i = 0; i < 100'000; ++i)
    x.next(trouble::http);
  BOOST_TEST(x.next(trouble::http).count() == 320'000);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::tweets
