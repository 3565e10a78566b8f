#include "runtime/decode/scalars.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/decode/by_grammar.hpp"

using namespace murmuration;
using test::padded;

namespace {

const std::regex scalars{
    R"((true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)[ \t\r\n]*)"};

} // namespace

BOOST_AUTO_TEST_SUITE(json_scalars)

BOOST_AUTO_TEST_CASE(scalars_are_as_valid_as_the_grammar_says) {
  test::compare(scalar_valid, scalars,
                {"true", "false", "null", "0", "12", "9", "-", ".5", "e7",
                 "E+1", "123456789012345678", "n", "tru", "x", "N", "+",
                 "false \t\r\n"},
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
