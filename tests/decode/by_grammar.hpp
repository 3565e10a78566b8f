/// Compares a check of JSON's grammar with a regular expression, over random
/// texts made of given pieces.
///   compare(scalar_valid, scalars, {"true", "12", "-"}, 4);
#pragma once

#include <boost/test/unit_test.hpp>

#include <random>
#include <regex>
#include <string>
#include <vector>

#include "tests/decode/padded.hpp"
#include "tests/support/seed.hpp"

namespace murmuration::test {

/// Up to `pieces_max` of `pieces`, which are divided by blanks.
inline std::string made_of(const std::vector<std::string>& pieces,
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
  auto seed = seed_of_run();
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

} // namespace murmuration::test
