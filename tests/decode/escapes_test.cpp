#include "runtime/decode/escapes.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

#include "runtime/decode/escapes_by_blocks.hpp"
#include "runtime/decode/token_index.hpp"
#include "tests/decode/by_grammar.hpp"

using namespace murmuration;
using test::padded;

namespace {

const std::regex escapes{R"re(([^\\]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*)re"};

/// What both ways to compare bytes say, which must be the same.
bool valid(std::string_view text) {
  auto by_16 = escapes_valid_by<block16>(text);
  if (has_avx2())
    BOOST_TEST_REQUIRE(escapes_valid_avx2(text) == by_16);
  BOOST_TEST_REQUIRE(escapes_valid(text) == by_16);
  return by_16;
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_escapes)

BOOST_AUTO_TEST_CASE(escapes_are_found_at_every_place_of_a_block) {
  for (std::size_t before = 0; before < 140; ++before)
    for (std::size_t after = 0; after < 40; ++after) {
      std::string front(before, 'x');
      std::string back(after, 'y');
      BOOST_TEST_REQUIRE(valid(padded{front + R"(\\\u00e9\n)" + back}));
      for (auto bad : {R"(\x)", R"(\\\u00g9)", R"(\\\\\ )"})
        BOOST_TEST_REQUIRE(!valid(padded{front + bad + back}));
    }
}

BOOST_AUTO_TEST_CASE(an_escape_that_is_cut_off_is_invalid) {
  for (std::size_t before = 0; before < 140; ++before)
    for (auto cut : {"\\", "\\\\\\", "\\u", "\\u1", "\\u12", "\\u123"})
      BOOST_TEST_REQUIRE(!valid(padded{std::string(before, 'x') + cut}));
}

BOOST_AUTO_TEST_CASE(escapes_in_any_order_are_as_valid_as_the_grammar_says) {
  test::compare(valid, escapes,
                {R"(\\)", R"(\/)", R"(\")", R"(\u00e9)", R"(\uD83D)", R"(\n)",
                 "u", "xxxxxxxxxxxxx", R"(\\\\\\\\)", R"(\u12aF\u34bC)", "0",
                 // rare beside the others: most texts shall be valid
                 "abc", "def", R"(\t)", R"(\b)", R"(\f)", R"(\r)", "", "", "",
                 R"(\)", R"(\u12)"},
                40);
}

BOOST_AUTO_TEST_SUITE_END()
