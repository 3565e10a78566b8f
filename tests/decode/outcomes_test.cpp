#include <boost/test/unit_test.hpp>

#include "tests/decode/decoding.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

std::string repeat(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += part;
  return all;
}

/// Arrays in the member of a tweet, `depth` levels in all.
std::string nested_tweet(std::size_t depth) {
  return R"({"text":"a","x":)" + repeat("[", depth - 1) + repeat("]", depth - 1)
         + "}";
}

} // namespace

BOOST_AUTO_TEST_SUITE(outcomes)

BOOST_AUTO_TEST_CASE(blank_records_are_skipped) {
  for (auto blank : {"", " ", "\r", "\t \r\n \n"})
    BOOST_TEST(outcome_of(blank) == outcome::skipped);
}

BOOST_AUTO_TEST_CASE(notices_are_skipped) {
  for (auto notice :
       {R"({"delete":{"status":{"id":1,"id_str":"1"}}})",
        R"({"scrub_geo":{"user_id":1}})", R"({"limit":{"track":5}})",
        R"({"status_withheld":{"id":1}})", R"({"user_withheld":{"id":1}})",
        R"({"disconnect":{"code":4}})", R"({"warning":{"code":"STALL"}})",
        R"({"event":"follow","source":{},"target":{}})", R"({"friends":[1,2]})",
        R"({"friends_str":["1"]})",
        R"({"errors":[{"title":"operational-disconnect"}]})",
        R"({"title":"ConnectionException","connection_issue":"TooMany"})",
        R"({"data":{"delete":{"tweet":{"id":"1"}}}})",
        R"({"data":{"user_suspend":{"user":{"id":"1"}}}})"})
    BOOST_TEST(outcome_of(notice) == outcome::skipped, notice);
}

BOOST_AUTO_TEST_CASE(a_tweet_may_have_the_members_of_a_notice) {
  for (auto record : {R"({"delete":{},"text":"a"})",
                      R"({"data":{"text":"a","withheld":{}},"errors":[]})"})
    BOOST_TEST(outcome_of(record) == outcome::counted, record);
}

BOOST_AUTO_TEST_CASE(other_json_is_not_a_tweet) {
  for (auto record :
       {"{}", "[]", "[1,2]", R"([{"text":"a"}])", R"({"a":1})",
        R"({"text":null})", R"({"text":5})", R"({"text":["a"]})",
        R"({"id":1,"lang":"en"})", R"({"data":[{"text":"a"}]})",
        R"({"data":{"id":"1"}})", R"({"data":null})", R"({"delete":1})",
        R"({"delete":null})", R"({"errors":{}})", R"({"user":{"text":"a"}})",
        R"({"retweeted_status":{"text":"a"}})", R"({"texts":"a","tex":"b"})"})
    BOOST_TEST(reason_of(record) == malformed_reason::not_a_tweet, record);
}

BOOST_AUTO_TEST_CASE(broken_json_is_bad_json) {
  for (auto record : {"{",
                      "[",
                      "\"",
                      "{]",
                      "[}",
                      "{}}",
                      "[]]",
                      "{} {}",
                      "[] x",
                      "\"a\" \"b\"",
                      "\"a\"b",
                      "\"a",
                      "{\"text\":\"a\"",
                      "{\"text\":\"a\"]",
                      "{\"text\":\"a\",}",
                      "{\"text\":\"a\" \"b\":1}",
                      "{\"text\" \"a\"}",
                      "{\"text\":}",
                      "{\"text\"}",
                      "{:1}",
                      "{1:2}",
                      "{,}",
                      "[,]",
                      "[1,]",
                      "[1 2]",
                      "[1,,2]",
                      "[:]",
                      "{\"text\":\"a\":\"b\"}",
                      "{\"text\":\"a\",\"b\":{\"c\":[}}",
                      "{\"text\":\"a\",\"b\":[1}",
                      "{\"text\":\"a\",\"b\":{\"c\":1]}",
                      "{\"text\":\"a\"}garbage",
                      "{\"text\":\"a\"},",
                      "[[[[]",
                      "[[[[",
                      "{\"a\":{\"a\":{\"a\":{}",
                      "{\"text\":\"line\nbreak\"}",
                      "{\"text\":\"a\\\"}",
                      "\"\\\"",
                      "{\"text\":\"a\"} // note",
                      "{\"a\":b}"})
    BOOST_TEST(reason_of(record) == malformed_reason::bad_json, record);
}

BOOST_AUTO_TEST_CASE(members_that_nobody_reads_must_be_valid_too) {
  for (auto value :
       {"tru",     "true\x01", "1\x01",     "1\x0B",       "truee",
        "nul",     "nulll",    "NaN",       "Infinity",    "01",
        "-",       "+1",       "1.",        ".5",          "1e",
        "1e+",     "0x10",     "1_0",       "--1",         "1-",
        "1.2.3",   "\"\\x\"",  "\"\\u12\"", "\"\\u12g4\"", "\"\\U0041\"",
        "\"\\'\"", "\"\t\"",   "\"a\"b",    "{\"a\"}",     "[1,{\"b\":2,}]",
        ""}) {
    BOOST_TEST(reason_of(R"({"text":"a","skip":)" + std::string{value} + "}")
                   == malformed_reason::bad_json,
               value);
    std::string list{"["};
    list.append(value).append(",1]");
    BOOST_TEST(reason_of(list) == malformed_reason::bad_json, value);
  }
}

BOOST_AUTO_TEST_CASE(valid_members_of_any_kind_are_passed_over) {
  for (auto value : {"true",
                     "false",
                     "null",
                     "0",
                     "-0",
                     "-0.0e-0",
                     "1e400",
                     "1E+2",
                     "123456789012345678901234567890",
                     "\"\"",
                     "\"\\u0041\\/\\b\\f\\r\\t\"",
                     "[]",
                     "{}",
                     "[ ]",
                     "{ }",
                     "[[],{},[{}]]",
                     "{\"\":\"\"}",
                     "\"\x7f\"",
                     "{\"text\":{\"text\":7}}",
                     "\"\\\\\"",
                     "\"\\\\\\\"\""})
    BOOST_TEST(outcome_of(R"( { "text" : "a" , "skip" : )" + std::string{value}
                          + " } \n")
                   == outcome::counted,
               value);
  BOOST_TEST(outcome_of(R"({"text":"a","x":)" + std::string(1 << 20, '7') + "}")
             == outcome::counted);
}

BOOST_AUTO_TEST_CASE(bad_utf8_is_named_wherever_it_is) {
  for (auto record :
       {"\xFF", "text \xC3", "a \xED\xA0\x80 surrogate", "\xC0\x80 overlong",
        "\"\xFF\"", "{\"text\":\"\xFF\"}", "{\"skip\":\"\xE2\x82\"}",
        "{\"text\":\"a\",}\xFF", "{\"\xF5\":", "[\x80"})
    BOOST_TEST(reason_of(record) == malformed_reason::bad_utf8);
}

BOOST_AUTO_TEST_CASE(depth_has_a_limit_of_1024) {
  BOOST_TEST(outcome_of(nested_tweet(1024)) == outcome::counted);
  BOOST_TEST(reason_of(nested_tweet(1025)) == malformed_reason::too_deep);
  BOOST_TEST(reason_of(repeat("[", 1024) + repeat("]", 1024))
             == malformed_reason::not_a_tweet);
  BOOST_TEST(reason_of(repeat("[", 1025) + repeat("]", 1025))
             == malformed_reason::too_deep);
}

BOOST_AUTO_TEST_CASE(brackets_within_strings_are_not_deep) {
  auto brackets = repeat("[{", 2000) + R"(\")" + repeat("[", 2000);
  BOOST_TEST(outcome_of(R"({"text":")" + brackets + "\"}") == outcome::counted);
  BOOST_TEST(reason_of(R"({"text":")" + brackets + "\"")
             == malformed_reason::bad_json);
}

BOOST_AUTO_TEST_CASE(five_million_levels_are_too_deep) {
  constexpr std::size_t levels = 5'000'000;
  for (auto open : {"[", "{\"a\":", "{\"text\":["})
    BOOST_TEST(reason_of(repeat(open, levels)) == malformed_reason::too_deep);
  BOOST_TEST(reason_of(repeat("[", levels) + repeat("]", levels))
             == malformed_reason::too_deep);
}

BOOST_AUTO_TEST_CASE(a_large_record_does_not_disturb_the_next) {
  auto large = R"({"text":")" + std::string(3 << 20, 'x') + "\"}";
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(decoding{large}.read.text.size() == std::size_t{3} << 20);
    BOOST_TEST(decoding{R"({"text":"small"})"}.read.text == "small");
  }
}

BOOST_AUTO_TEST_CASE(more_included_tweets_than_twitter_sends_are_checked_only) {
  std::string many = R"({"data":{"text":"own","referenced_tweets":
    [{"type":"retweeted","id":"2"}]},"includes":{"tweets":[)";
  for (int i = 0; i < 100'000; ++i)
    many += "{},";
  BOOST_TEST(decoding{many + R"({"id":"2","text":"far"}]}})"}.read.text
             == "own");
  BOOST_TEST(reason_of(many + "]}}") == malformed_reason::bad_json);
}

BOOST_AUTO_TEST_SUITE_END()
