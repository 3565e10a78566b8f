#include "runtime/decode/json_text.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/decode/padded.hpp"

using namespace murmuration;
using test::padded;

BOOST_AUTO_TEST_SUITE(json_text)

BOOST_AUTO_TEST_CASE(escapes_are_replaced_at_every_place_of_a_block) {
  for (std::size_t before = 0; before < 70; ++before)
    for (std::size_t after = 0; after < 40; ++after) {
      std::string front(before, 'x');
      std::string back(after, 'y');
      arena bytes;
      padded text{front + R"(\\\u00e9\n)" + back};
      BOOST_TEST_REQUIRE(unescape(text, bytes) == front + "\\é\n" + back);
    }
}

BOOST_AUTO_TEST_CASE(code_points_of_every_size_are_unescaped) {
  arena bytes;
  BOOST_TEST(unescape(padded{R"(\u0041\u00E9\u20ac\uD83D\uDE02\uffff)"}, bytes)
             == "Aé€😂\uFFFF");
  BOOST_TEST(unescape(padded{R"(\"\\\/\b\f\n\r\t)"}, bytes)
             == "\"\\/\b\f\n\r\t");
  BOOST_TEST(unescape("", bytes) == "");
}

BOOST_AUTO_TEST_SUITE_END()
