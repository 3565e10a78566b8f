#include "runtime/classify/placeholders.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <random>
#include <regex>
#include <string>

namespace murmuration {
namespace {

std::string cleaned(std::string_view text) {
  std::string result;
  clean_up(
      text, [&](std::string_view piece, bool, bool) { result += piece; },
      [&](std::string_view name) { result += name; });
  return result;
}

/// The four expressions as A applies them.
std::string by_regex(std::string text) {
  static const std::pair<std::regex, const char*> steps[]{
      {std::regex{"rt:"}, "retweetplaceholder"},
      {std::regex{"@[a-zA-Z0-9_]*"}, "pseudoplaceholder"},
      {std::regex{"#[a-zA-Z0-9_]*"}, "hashtagplaceholder"},
      {std::regex{"http(s)?://[a-zA-Z0-9./\\-]*"}, "linkplaceholder"}};
  for (const auto& [pattern, name] : steps)
    text = std::regex_replace(text, pattern, name);
  return text;
}

BOOST_AUTO_TEST_SUITE(placeholders)

BOOST_AUTO_TEST_CASE(each_kind_is_replaced_in_place) {
  BOOST_TEST(cleaned("rt: @bob: see #this https://t.co/a-b, ok")
             == "retweetplaceholder pseudoplaceholder: see hashtagplaceholder "
                "linkplaceholder, ok");
  BOOST_TEST(cleaned("RT: Http://x") == "RT: Http://x");
  BOOST_TEST(cleaned("smart:er @ #")
             == "smaretweetplaceholderer pseudoplaceholder hashtagplaceholder");
}

BOOST_AUTO_TEST_CASE(later_kinds_swallow_earlier_ones) {
  BOOST_TEST(cleaned("http://x/@a_b/#c_d/rt:e_f") == "linkplaceholder_f");
  BOOST_TEST(cleaned("#a@b_c#d") == "hashtagplaceholderhashtagplaceholder");
  BOOST_TEST(cleaned("@rt:a.@b") == "pseudoplaceholder.pseudoplaceholder");
  BOOST_TEST(cleaned("@http://x") == "pseudoplaceholder://x");
}

BOOST_AUTO_TEST_CASE(one_pass_equals_four_regular_expressions) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  const std::string_view parts[]{
      "rt:", "r", "t:", "@", "#", "http://", "h", "https://", "a",    "Z",
      "_",   "9", ".",  "/", "-", ":",       " ", "é",        "s://", "http"};
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n)
      text += parts[random() % std::size(parts)];
    BOOST_REQUIRE_MESSAGE(cleaned(text) == by_regex(text),
                          "seed " << seed << ", text " << text);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
