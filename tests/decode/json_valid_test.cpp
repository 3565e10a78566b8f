#include "runtime/decode/json_valid.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <regex>
#include <string>

#include "tests/decode/padded.hpp"
#include "tests/support/seed.hpp"

using namespace murmuration;
using test::padded;

namespace {

const std::regex escapes{R"re(([^\\]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*)re"};
const std::regex scalars{
    R"((true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)[ \t\r\n]*)"};

/// Up to `pieces_max` of `pieces`, which are divided by blanks.
std::string made_of(const std::vector<std::string>& pieces,
                    std::size_t pieces_max, std::mt19937& dice) {
  std::string text;
  for (auto left = 1 + dice() % pieces_max; left > 0; --left)
    text += pieces[dice() % pieces.size()];
  return text;
}

/// Each text must be as valid as the expression says.
template <class Valid>
void compare(Valid valid, const std::regex& expected,
             const std::vector<std::string>& pieces, std::size_t pieces_max) {
  auto seed = test::seed_of_run();
  BOOST_TEST_MESSAGE("MURMURATION_TEST_SEED=" << seed);
  std::mt19937 dice{seed};
  int count[2] = {};
  for (auto i = 0; i < 50'000; ++i) {
    auto text = made_of(pieces, pieces_max, dice);
    auto is = std::regex_match(text, expected);
    ++count[is];
    BOOST_TEST_REQUIRE(valid(padded{text}) == is,
                       text << " (MURMURATION_TEST_SEED=" << seed << ")");
  }
  BOOST_TEST(count[false] > 1000);
  BOOST_TEST(count[true] > 1000);
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_valid)

BOOST_AUTO_TEST_CASE(escapes_are_found_at_every_place_of_a_block) {
  for (std::size_t before = 0; before < 70; ++before)
    for (std::size_t after = 0; after < 40; ++after) {
      std::string front(before, 'x');
      std::string back(after, 'y');
      BOOST_TEST_REQUIRE(escapes_valid(padded{front + R"(\\\u00e9\n)" + back}));
      for (auto bad : {R"(\x)", R"(\\\u00g9)", R"(\\\\\ )"})
        BOOST_TEST_REQUIRE(!escapes_valid(padded{front + bad + back}));
    }
}

BOOST_AUTO_TEST_CASE(an_escape_that_is_cut_off_is_invalid) {
  for (std::size_t before = 0; before < 70; ++before)
    for (auto cut : {"\\", "\\\\\\", "\\u", "\\u1", "\\u12", "\\u123"})
      BOOST_TEST_REQUIRE(
          !escapes_valid(padded{std::string(before, 'x') + cut}));
}

BOOST_AUTO_TEST_CASE(escapes_in_any_order_are_as_valid_as_the_grammar_says) {
  compare(escapes_valid, escapes,
          {R"(\\)", R"(\/)", R"(\")", R"(\u00e9)", R"(\uD83D)", R"(\n)", "u",
           "xxxxxxxxxxxxx", R"(\\\\\\\\)", R"(\u12aF\u34bC)", "0",
           // rare beside the others: most texts shall be valid
           "abc", "def", R"(\t)", R"(\b)", R"(\f)", R"(\r)", "", "", "", R"(\)",
           R"(\u12)"},
          40);
}

BOOST_AUTO_TEST_CASE(scalars_are_as_valid_as_the_grammar_says) {
  compare(scalar_valid, scalars,
          {"true", "false", "null", "0", "12", "9", "-", ".5", "e7", "E+1",
           "123456789012345678", "n", "tru", "x", "N", "+", "false \t\r\n"},
          4);
}

BOOST_AUTO_TEST_CASE(numbers_of_any_size_are_read_to_their_end) {
  for (std::size_t size = 1; size < 100; ++size) {
    std::string number(size, '7');
    BOOST_TEST_REQUIRE(scalar_valid(padded{number}));
    BOOST_TEST_REQUIRE(scalar_valid(padded{number + " \n"}));
    BOOST_TEST_REQUIRE(all_digits(padded{number}));
    BOOST_TEST_REQUIRE(!scalar_valid(padded{"0" + number}));
    for (std::size_t at = 0; at < size; ++at)
      for (char wrong : {'/', ':', '\xff', ' '}) {
        auto broken = number;
        broken[at] = wrong;
        BOOST_TEST_REQUIRE(!all_digits(padded{broken}));
        if (at > 0) // a token begins with no blank
          BOOST_TEST_REQUIRE(scalar_valid(padded{broken})
                             == (wrong == ' ' && at == size - 1));
      }
  }
  BOOST_TEST(!all_digits(padded{""}));
}

BOOST_AUTO_TEST_SUITE_END()
