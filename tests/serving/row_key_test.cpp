#include <boost/test/unit_test.hpp>

#include <random>

#include "runtime/serving/row_key.hpp"

using namespace murmuration::serving;

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t year_2030_us = 1'893'456'000 * second_us;

} // namespace

BOOST_AUTO_TEST_SUITE(row_keys)

BOOST_AUTO_TEST_CASE(a_row_is_the_time_left_until_2030) {
  BOOST_TEST(history_row(1'700'000'000 * second_us) == "193456000.000000");
  BOOST_TEST(history_row(year_2030_us - 1) == "000000000.000001");
  BOOST_TEST(text_row(year_2030_us - 90 * second_us, 3)
             == "000000090.000000-3");
}

BOOST_AUTO_TEST_CASE(the_newest_row_comes_first_also_after_2030) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937_64 random{seed};
  for (auto i = 0; i < 2000; ++i) {
    // From 2000 to 2120.
    auto older = 946'684'800 * second_us
                 + static_cast<std::int64_t>(random() % 3'786'912'000'000'000);
    auto newer = older + 1 + static_cast<std::int64_t>(random() % second_us);
    BOOST_TEST(history_row(newer) < history_row(older));
    BOOST_TEST(text_row(newer, 9) < text_row(older, 0));
    BOOST_TEST((history_row(older) < rows_end));
    BOOST_TEST((history_row(older) < std::string_view{"latest"}));
  }
  BOOST_TEST(history_row(year_2030_us) < history_row(year_2030_us - 1));
  BOOST_TEST(history_row(year_2030_us + 1'000'000'000 * second_us)
             < history_row(year_2030_us + 999'999'999 * second_us));
}

BOOST_AUTO_TEST_CASE(a_row_tells_its_time_and_place) {
  for (auto us : {1'700'000'000'123'456, year_2030_us, year_2030_us - 1,
                  year_2030_us + 1'500'000'000 * second_us}) {
    BOOST_TEST((parse_row(history_row(us)) == row_place{us, -1}));
    BOOST_TEST((parse_row(text_row(us, 4)) == row_place{us, 4}));
  }
}

BOOST_AUTO_TEST_CASE(rows_of_others_are_not_ours) {
  for (auto row :
       {"latest", "", "-", "193536000", "193536000.00000", "193536000.0000000",
        "19353600a.000000", "193536000.000000-x", "193536000.000000-12", "0"})
    BOOST_TEST(!parse_row(row), row);
}

BOOST_AUTO_TEST_SUITE_END()
