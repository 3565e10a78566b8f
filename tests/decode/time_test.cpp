#include "runtime/decode/time.hpp"

#include <boost/test/unit_test.hpp>

using murmuration::parse_created_at;

BOOST_AUTO_TEST_SUITE(created_at)

BOOST_AUTO_TEST_CASE(both_formats_are_read) {
  BOOST_TEST(parse_created_at("Mon Aug 17 03:07:53 +0000 2015")
             == 1439780873000);
  BOOST_TEST(parse_created_at("2021-09-22T16:38:35.000Z") == 1632328715000);
  BOOST_TEST(parse_created_at("2021-09-22T16:38:35Z") == 1632328715000);
}

BOOST_AUTO_TEST_CASE(fractions_are_cut_to_milliseconds) {
  BOOST_TEST(parse_created_at("1970-01-01T00:00:01.5Z") == 1500);
  BOOST_TEST(parse_created_at("1970-01-01T00:00:01.123999999Z") == 1123);
}

BOOST_AUTO_TEST_CASE(zones_are_taken_into_account) {
  BOOST_TEST(parse_created_at("1970-01-01T02:00:00+02:00") == 0);
  BOOST_TEST(parse_created_at("1970-01-01T02:00:00+01:30") == 1800000);
  BOOST_TEST(parse_created_at("Wed Dec 31 23:00:00 -0130 1969") == 1800000);
}

BOOST_AUTO_TEST_CASE(leap_days_and_times_before_1970_are_right) {
  BOOST_TEST(parse_created_at("2016-02-29T00:00:00Z") == 1456704000000);
  BOOST_TEST(parse_created_at("1969-12-31T23:59:59Z") == -1000);
  BOOST_TEST(parse_created_at("2016-12-31T23:59:60Z") == 1483228800000);
}

BOOST_AUTO_TEST_CASE(what_is_no_time_is_0) {
  for (auto text : {"",
                    " ",
                    "x",
                    "1",
                    "2021",
                    "2021-09-22",
                    "2021-09-22T16:38:35",
                    "2021-13-22T16:38:35Z",
                    "2021-02-29T16:38:35Z",
                    "2021-09-22T24:00:00Z",
                    "2021-09-22T16:60:35Z",
                    "2021-09-22T16:38:61Z",
                    "2021-09-22T16:38:35.Z",
                    "2021-09-22T16:38:35Zx",
                    "2021-09-22T16:38:35+0200",
                    "Mon Aug 17 03:07:53 +0000 20155",
                    "Mon Xug 17 03:07:53 +0000 2015",
                    "Mon ugS 17 03:07:53 +0000 2015",
                    "Mon Aug 32 03:07:53 +0000 2015",
                    "Mon Aug 17 03:07:53 0000 2015",
                    "Mon Aug 17 03:07:53 +0000",
                    "Mon Aug 1a 03:07:53 +0000 2015",
                    "Mon Aug"})
    BOOST_TEST(parse_created_at(text) == 0, text);
}

BOOST_AUTO_TEST_SUITE_END()
