#include "tools/records_out/json_string.hpp"

#include <boost/test/unit_test.hpp>

namespace murmuration::records_out {
namespace {

std::string json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

BOOST_AUTO_TEST_SUITE(written_strings)

BOOST_AUTO_TEST_CASE(json_strings_are_ascii) {
  BOOST_TEST(json("a\"b\\c/d\n\r\t\x01") == R"("a\"b\\c\/d\n\r\t\u0001")");
  BOOST_TEST(json("é東😀\x7F") == R"("\u00e9\u6771\ud83d\ude00\u007f")");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::records_out
