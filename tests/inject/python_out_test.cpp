#include "tools/inject/python_out.hpp"

#include <boost/test/unit_test.hpp>

#include "tools/inject/python_json.hpp"

namespace murmuration::inject {
namespace {

std::string python(std::string_view text) {
  std::string out;
  append_python_string(out, text);
  return out;
}

BOOST_AUTO_TEST_SUITE(written_for_python)

BOOST_AUTO_TEST_CASE(python_strings_are_those_of_repr) {
  BOOST_TEST(python("plain é 東 😀") == "'plain é 東 😀'");
  BOOST_TEST(python("it's") == "\"it's\"");
  BOOST_TEST(python("it's \"so\"") == R"('it\'s "so"')");
  BOOST_TEST(python("a\\b\n\r\t\x01\x7F") == R"('a\\b\n\r\t\x01\x7f')");
  BOOST_TEST(python("\u00A0\u200D\U000E0001") == R"('\xa0\u200d\U000e0001')");
}

BOOST_AUTO_TEST_CASE(python_numbers_are_those_of_repr) {
  BOOST_TEST(python_number("-12") == "-12");
  BOOST_TEST(python_number("123456789012345678901234567890")
             == "123456789012345678901234567890");
  BOOST_TEST(python_number("-0") == "0");
  BOOST_TEST(python_number("1E3") == "1000.0");
  BOOST_TEST(python_number("-0.0") == "-0.0");
  BOOST_TEST(python_number("0.10") == "0.1");
  BOOST_TEST(python_number("1e16") == "1e+16");
  BOOST_TEST(python_number("9999999999999998.0") == "9999999999999998.0");
  BOOST_TEST(python_number("0.0001") == "0.0001");
  BOOST_TEST(python_number("0.00001") == "1e-05");
  BOOST_TEST(python_number("1e999") == "inf");
}

BOOST_AUTO_TEST_CASE(json_becomes_what_python_prints_of_it) {
  std::string out;
  BOOST_TEST(append_python(
      out,
      R"( {"a": [1, 2.50, {}], "b": null, "c": true, "d": false, "e": "\u00e9"} )"));
  BOOST_TEST(out
             == "{'a': [1, 2.5, {}], 'b': None, 'c': True, 'd': False, "
                "'e': 'é'}");
  for (auto bad : {"", "{", "[1,]", "nul", "\"\\ud800\"", "\"\xFF\""})
    BOOST_TEST(!append_python(out, bad), bad);
  BOOST_TEST(!append_python(out, std::string(200'000, '[')));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::inject
