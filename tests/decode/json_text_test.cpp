#include "runtime/decode/json_text.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace murmuration;

namespace {

/// A text with the readable bytes behind it that a record has.
struct padded {
  explicit padded(std::string_view text)
    : bytes(std::string{text} + std::string(64, ' '))
    , size(text.size()) {}

  operator std::string_view() const {
    return std::string_view{bytes}.substr(0, size);
  }

  std::string bytes;
  std::size_t size;
};

} // namespace

BOOST_AUTO_TEST_SUITE(json_text)

BOOST_AUTO_TEST_CASE(escapes_are_found_at_every_place_of_a_block) {
  for (std::size_t before = 0; before < 70; ++before)
    for (std::size_t after = 0; after < 40; ++after) {
      std::string front(before, 'x');
      std::string back(after, 'y');
      padded text{front + R"(\\\u00e9\n)" + back};
      arena bytes;
      BOOST_TEST_REQUIRE(escapes_valid(text));
      BOOST_TEST_REQUIRE(unescape(text, bytes) == front + "\\é\n" + back);
      for (auto bad : {R"(\x)", R"(\\\u00g9)", R"(\\\\\ )"})
        BOOST_TEST_REQUIRE(!escapes_valid(padded{front + bad + back}));
    }
}

BOOST_AUTO_TEST_CASE(an_escape_that_is_cut_off_is_invalid) {
  for (std::size_t before = 0; before < 40; ++before)
    for (auto cut : {"\\", "\\\\\\", "\\u", "\\u1", "\\u12", "\\u123"})
      BOOST_TEST_REQUIRE(
          !escapes_valid(padded{std::string(before, 'x') + cut}));
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
