#include "tools/train/measure.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

#include "tools/train/calibration.hpp"
#include "tools/train/rounding.hpp"

namespace murmuration::train {
namespace {

namespace tt = boost::test_tools;

BOOST_AUTO_TEST_SUITE(measuring)

BOOST_AUTO_TEST_CASE(the_figures_of_a_small_table_are_right) {
  // 3 of 4 positive found, 1 of 2 negative.
  auto x = measure({{.9, true},
                    {.8, true},
                    {.6, true},
                    {.4, true},
                    {.7, false},
                    {.1, false}});
  BOOST_TEST(x.rows() == 6u);
  BOOST_TEST(x.confusion[1][1] == 3u);
  BOOST_TEST(x.confusion[1][0] == 1u);
  BOOST_TEST(x.confusion[0][1] == 1u);
  BOOST_TEST(x.confusion[0][0] == 1u);
  BOOST_TEST(x.accuracy == 4. / 6, tt::tolerance(1e-12));
  BOOST_TEST(x.macro_f1 == (.75 + .5) / 2, tt::tolerance(1e-12));
  // Of the 8 pairs, .6 < .7 and .4 < .7 are in the wrong order.
  BOOST_TEST(x.auc == 6. / 8, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(one_half_is_said_to_be_negative_and_ties_count_half) {
  auto x = measure({{.5, true}, {.5, false}});
  BOOST_TEST(x.confusion[1][0] == 1u);
  BOOST_TEST(x.confusion[0][0] == 1u);
  BOOST_TEST(x.auc == .5);
}

BOOST_AUTO_TEST_CASE(missing_classes_and_rows_are_no_error) {
  BOOST_TEST(measure({}).rows() == 0u);
  auto x = measure({{.9, true}});
  BOOST_TEST(x.macro_f1 == .5);
  BOOST_TEST(x.auc == .5);
}

BOOST_AUTO_TEST_CASE(the_calibration_error_is_how_far_words_are_from_deeds) {
  // Says 0.8 and is right 4 of 5 times; says 0.6 and is right every time.
  std::vector<prediction> all;
  for (int i = 0; i < 10; ++i) {
    all.push_back({.8, i % 5 != 0});
    all.push_back({.4, false});
  }
  BOOST_TEST(measure(all).calibration_error == .2, tt::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(calibration_finds_the_factor_that_was_put_in) {
  // Margins of +-2 that are right as often as +-1 would be.
  auto right = 1 / (1 + std::exp(-1.));
  std::vector<judged> all;
  for (int i = 0; i < 100'000; ++i)
    all.push_back({i % 2 ? 2. : -2., (i < right * 100'000) == (i % 2 == 1)});
  BOOST_TEST(calibrate(all) == .5, tt::tolerance(1e-3));
  BOOST_TEST(calibrate({}) == 1);
  // All right: the factor stays within its bounds.
  BOOST_TEST(calibrate({{1, true}, {-1, false}}) <= 100);
}

BOOST_AUTO_TEST_CASE(rounding_errs_by_half_a_step_except_for_the_few_largest) {
  std::vector<float> weights(100'000);
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = static_cast<float>(std::sin(static_cast<double>(i)));
  weights[17] = 20;
  auto rounded = round_weights(weights);
  BOOST_TEST(rounded.step < 20. / 127 * .9);
  BOOST_TEST(int{rounded.bytes[17]} == 127);
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (i != 17)
      BOOST_REQUIRE(std::abs(weights[i] - rounded.bytes[i] * rounded.step)
                    <= rounded.step / 2 + 1e-6);
  BOOST_TEST((round_weights({0, 0}).bytes == std::vector<std::int8_t>{0, 0}));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::train
