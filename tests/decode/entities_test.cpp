#include <boost/test/unit_test.hpp>

#include "tests/decode/decoding.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

std::string tags_with(const std::string& entities) {
  return decoding{R"({"text":"#Text","entities":)" + entities + "}"}.tags();
}

} // namespace

BOOST_AUTO_TEST_SUITE(entities)

BOOST_AUTO_TEST_CASE(entities_go_before_the_text) {
  BOOST_TEST(tags_with(R"({"hashtags":[{"text":"Other"}]})") == "Other=other");
}

BOOST_AUTO_TEST_CASE(entities_without_a_list_of_tags_say_that_there_is_none) {
  BOOST_TEST(tags_with(R"({"hashtags":[]})") == "");
  BOOST_TEST(tags_with(R"({"mentions":[]})") == "");
  BOOST_TEST(tags_with("{}") == "");
}

BOOST_AUTO_TEST_CASE(the_text_stands_in_for_what_are_no_entities) {
  for (auto entities : {"null", "[]", "7", "\"x\"", R"({"hashtags":null})",
                        R"({"hashtags":{"text":"x"}})"})
    BOOST_TEST(tags_with(entities) == "Text=text", entities);
}

BOOST_AUTO_TEST_CASE(entries_that_are_no_tags_are_passed_over) {
  BOOST_TEST(tags_with(R"({"hashtags":[null,7,"x",[],{},{"text":null},
    {"text":""},{"text":"#"},{"text":"Kept","indices":[1,2,3,"x",[]]}]})")
             == "Kept=kept");
}

BOOST_AUTO_TEST_CASE(a_sign_before_the_tag_is_taken_off) {
  BOOST_TEST(tags_with(R"({"hashtags":[{"text":"#One"},{"tag":"＃Two"}]})")
             == "One=one Two=two");
}

BOOST_AUTO_TEST_CASE(a_tag_counts_once_a_tweet_in_its_first_spelling) {
  BOOST_TEST(decoding{R"("#Go #go #GO #other #ｇｏ")"}.tags()
             == "Go=go other=other");
}

BOOST_AUTO_TEST_CASE(a_text_of_very_many_tags_counts_each_once) {
  std::string text;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 20000; ++i)
      text += (round == 0 ? "#Tag" : "#tAG") + std::to_string(i) + "x ";
  decoding x{text};
  std::vector<hashtag> scratch;
  std::vector<tag_use> uses;
  tags_of(x.batch, x.read, scratch, uses, x.batch.bytes);
  BOOST_TEST(uses.size() == 20000u);
  for (const auto& use : uses)
    BOOST_TEST_REQUIRE(use.tag.substr(0, 3) == "Tag");
}

BOOST_AUTO_TEST_CASE(a_tag_without_end_is_none) {
  BOOST_TEST(decoding{"#" + std::string(1000, 'x')}.tags().size() == 2001u);
  BOOST_TEST(decoding{"#" + std::string(1001, 'x')}.tags() == "");
}

BOOST_AUTO_TEST_CASE(the_tags_of_several_tweets_share_a_list) {
  decoder read;
  tweet_batch batch;
  std::vector<tag_use> uses;
  std::vector<hashtag> scratch;
  for (std::string_view name : {"A", "B"}) {
    std::string record = R"({"text":"","entities":{"hashtags":[{"text":")";
    record.append(name).append(R"("},{"text":"Same"}]}})");
    auto size = record.size();
    record.append(64, ' ');
    read.decode({record.data(), size}, batch.bytes, batch.tweets.emplace_back(),
                batch.entity_tags);
    record.assign(record.size(), '!');
  }
  for (const auto& x : batch.tweets)
    tags_of(batch, x, scratch, uses, batch.bytes);
  BOOST_TEST_REQUIRE(uses.size() == 4u);
  BOOST_TEST(uses[0].key == "a");
  BOOST_TEST(uses[1].key == "same");
  BOOST_TEST(uses[2].tag == "B");
  BOOST_TEST(uses[3].key == "same");
}

BOOST_AUTO_TEST_SUITE_END()
