#include <boost/test/unit_test.hpp>

#include "runtime/count/trend_rule.hpp"

using namespace murmuration;

BOOST_AUTO_TEST_SUITE(trend_rule_tests)

namespace {

/// f and s over all tags.
trend_sums among(double fast) {
  return {fast, 30 * fast};
}

double threshold(double min_score, double all_fast) {
  return trend_rule{{.min_score = min_score}}.threshold(among(all_fast));
}

} // namespace

BOOST_AUTO_TEST_CASE(each_doubling_of_the_traffic_asks_for_as_much_more) {
  for (auto little : {0., 1e-9, 1., 1'999., 2'000.})
    BOOST_TEST(threshold(4, little) == 4);
  for (auto doublings : {1, 2, 5, 20})
    BOOST_TEST(threshold(4, std::ldexp(2'000., doublings))
                   == 4 + doublings * .3,
               boost::test_tools::tolerance(1e-12));
  BOOST_TEST(threshold(8, 4'000) == 2 * threshold(4, 4'000));
}

BOOST_AUTO_TEST_CASE(who_asks_for_no_score_gets_none_asked_for) {
  BOOST_TEST(threshold(0, 1e12) == 0);
}

BOOST_AUTO_TEST_CASE(what_is_a_trend_in_little_traffic_is_none_in_much) {
  trend_rule rule{{}};
  trend_sums tag{6.5, 0}; // none is expected: 5.5 / sqrt(1.25)
  BOOST_TEST(rule.score(tag, among(1'000)) == 4.919349550499537);
  BOOST_TEST(rule.shows(tag, among(1'000)));
  BOOST_TEST(rule.shows(tag, among(16'000)));  // 4.9
  BOOST_TEST(!rule.shows(tag, among(17'000))); // 4.93
}

BOOST_AUTO_TEST_SUITE_END()
