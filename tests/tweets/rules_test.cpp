#include "tools/tweets/rules.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

namespace murmuration::tweets {
namespace {

using list = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(the_rules)

BOOST_AUTO_TEST_CASE(words_mean_what_they_meant_to_v1_1) {
  BOOST_TEST(phrase_rule("coffee") == "coffee");
  BOOST_TEST(phrase_rule(" good  morning ") == "(good morning)");
  BOOST_TEST(phrase_rule("#Coffee") == "#Coffee");
  BOOST_TEST(phrase_rule("@user_1") == "@user_1");
  BOOST_TEST(phrase_rule("café 東京 😀") == "(café 東京 😀)");
}

BOOST_AUTO_TEST_CASE(words_that_look_like_operators_stay_words) {
  BOOST_TEST(phrase_rule("OR") == "\"OR\"");
  BOOST_TEST(phrase_rule("from:x") == "\"from:x\"");
  BOOST_TEST(phrase_rule("-not this") == "(\"-not\" this)");
  BOOST_TEST(phrase_rule("(a") == "\"(a\"");
  BOOST_TEST(phrase_rule("coca-cola") == "\"coca-cola\"");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_a_rule_is_an_error_that_helps) {
  for (auto bad : {"", " ", "#", "@", "a \"b"})
    BOOST_CHECK_THROW(phrase_rule(bad), std::invalid_argument);
  BOOST_CHECK_THROW(build_rules({{"a"}, {"en us"}, {}}), std::invalid_argument);
  BOOST_CHECK_THROW(build_rules({{}, {"en"}, {"x"}}), std::invalid_argument);
  BOOST_CHECK_THROW(build_rules({{}, {}, {" "}}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(words_are_joined_and_limited_to_languages) {
  BOOST_TEST(build_rules({{"a"}, {}, {}}) == list{"a"},
             boost::test_tools::per_element());
  BOOST_TEST(build_rules({{"a", "b c", "a"}, {"en", "fr"}, {"has:links x"}})
                 == (list{"(a OR (b c)) (lang:en OR lang:fr)", "has:links x"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(many_words_become_rules_that_are_short_enough) {
  wanted asked;
  for (int i = 0; i < 500; ++i)
    asked.track.push_back("word" + std::to_string(i));
  asked.languages = {"en"};
  auto rules = build_rules(asked);
  std::size_t words = 0;
  for (const auto& x : rules) {
    BOOST_TEST(x.size() <= rule_bytes_max);
    BOOST_TEST(x.ends_with(") lang:en"));
    for (auto at = x.find("word"); at != x.npos; at = x.find("word", at + 1))
      ++words;
  }
  BOOST_TEST(words == 500u);
  BOOST_TEST(rules.size() < 20u);
}

BOOST_AUTO_TEST_CASE(only_rules_with_our_tag_are_removed) {
  std::vector<rule> present{{"1", "old", "murmuration"},
                            {"2", "kept", "murmuration"},
                            {"3", "theirs", "x"},
                            {"4", "none", ""}};
  auto changes = plan_changes(present, {"kept", "none", "new"});
  BOOST_TEST(changes.remove == list{"1"}, boost::test_tools::per_element());
  BOOST_TEST(changes.add == list{"new"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(bodies_are_those_of_the_documentation) {
  BOOST_TEST(add_body({"a \"b\""})
             == R"({"add":[{"value":"a \"b\"","tag":"murmuration"}]})");
  BOOST_TEST(remove_body({"1", "2"}) == R"({"delete":{"ids":["1","2"]}})");
}

BOOST_AUTO_TEST_CASE(a_list_of_rules_is_read_page_by_page) {
  auto page = read_rules(
      R"({"data":[{"id":"1","value":"a","tag":"t"},{"id":"2","value":"b"}],
      "meta":{"next_token":"more"}})");
  BOOST_TEST(page.rules.size() == 2u);
  BOOST_TEST(page.rules[0].tag == "t");
  BOOST_TEST(page.rules[1].tag.empty());
  BOOST_TEST(page.next == "more");
  BOOST_TEST(read_rules(R"({"meta":{"sent":"x"}})").rules.empty());
  BOOST_CHECK_THROW(read_rules("<html>"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(what_x_refuses_is_said_in_its_words) {
  BOOST_TEST(refused_rules(R"({"meta":{}})").empty());
  BOOST_TEST(
      refused_rules(R"({"errors":[{"value":"a","title":"DuplicateRule"}]})")
          .empty());
  BOOST_TEST(
      refused_rules(
          R"({"errors":[{"value":"#","title":"Invalid","details":["no"]}]})")
      == "#: Invalid: no");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::tweets
