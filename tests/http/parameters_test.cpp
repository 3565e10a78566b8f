#include "http/parameters.hpp"

#include <boost/test/unit_test.hpp>

namespace murmuration::http {

namespace {

request asking(const std::string& name, const std::string& value) {
  request made;
  made.query.emplace_back(name, value);
  return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(parameters)

BOOST_AUTO_TEST_CASE(a_number_in_range_is_taken_and_an_absent_one_is_standard) {
  BOOST_TEST(whole_number(asking("k", "100"), "k", 10, 1, 100) == 100u);
  BOOST_TEST(whole_number(asking("x", "7"), "k", 10, 1, 100) == 10u);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_in_range_is_refused) {
  for (const auto* wrong :
       {"", "0", "101", "-1", "+1", " 1", "1 ", "1.0", "1e1", "0x1", "abc",
        "99999999999999999999", "4294967297", "\xff"})
    BOOST_CHECK_THROW(whole_number(asking("k", wrong), "k", 10, 1, 100),
                      bad_parameter);
}

BOOST_AUTO_TEST_CASE(windows_are_written_with_their_unit) {
  auto seconds = [](const char* text) {
    return time_window(asking("window", text), "window", "5s").seconds;
  };
  BOOST_TEST(seconds("1s") == 1);
  BOOST_TEST(seconds("90s") == 90);
  BOOST_TEST(seconds("5m") == 300);
  BOOST_TEST(seconds("1h") == 3600);
  BOOST_TEST(seconds("3600s") == 3600);
  BOOST_TEST(time_window(request{}, "window", "5s").text == "5s");
}

BOOST_AUTO_TEST_CASE(windows_out_of_range_or_shape_are_refused) {
  for (const auto* wrong : {"", "s", "0s", "05s", "3601s", "61m", "2h", "5",
                            "5d", "-5s", "5 s", "5S", "99999999999s"})
    BOOST_CHECK_THROW(time_window(asking("w", wrong), "w", "5s"),
                      bad_parameter);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
