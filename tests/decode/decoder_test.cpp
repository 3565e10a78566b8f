#include <boost/test/unit_test.hpp>

#include "tests/decode/decoding.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_AUTO_TEST_SUITE(decoder_suite)

BOOST_AUTO_TEST_CASE(a_v1_tweet_is_read) {
  decoding x{R"({"created_at":"Mon Aug 17 03:07:53 +0000 2015",
    "id":633030779623337984,"id_str":"633030779623337984","text":"hi #You",
    "user":{"id":7,"id_str":"7","screen_name":"ann","lang":"de"},"lang":"en",
    "entities":{"hashtags":[{"text":"You","indices":[3,7]}],"urls":[]}})"};
  BOOST_TEST(x.fate.what == outcome::counted);
  BOOST_TEST(x.fate.format == record_format::v1);
  BOOST_TEST(x.read.id == "633030779623337984");
  BOOST_TEST(x.read.author == "ann");
  BOOST_TEST(x.read.lang == "en");
  BOOST_TEST(x.read.created_at == "Mon Aug 17 03:07:53 +0000 2015");
  BOOST_TEST(x.read.event_ms == 1439780873000);
  BOOST_TEST(x.read.text == "hi #You");
  BOOST_TEST(x.read.top_text == "hi #You");
  BOOST_TEST_REQUIRE(x.read.has_entities);
  BOOST_TEST_REQUIRE(x.read.tags_count == 1u);
  BOOST_TEST(x.batch.entity_tags.at(0).start == 3u);
  BOOST_TEST(x.batch.entity_tags.at(0).end == 7u);
}

BOOST_AUTO_TEST_CASE(a_retweet_counts_with_the_original_text_and_its_own_head) {
  decoding x{R"({"id_str":"2","lang":"en","text":"RT @a: cut o…",
    "user":{"screen_name":"outer"},"created_at":"Thu Jan 01 00:00:02 +0000 1970",
    "entities":{"hashtags":[{"text":"outer","indices":[0,1]}]},
    "retweeted_status":{"id_str":"1","lang":"fr","text":"cut off #Whole",
      "created_at":"Thu Jan 01 00:00:01 +0000 1970",
      "user":{"screen_name":"inner"},
      "entities":{"hashtags":[{"text":"Whole","indices":[8,14]}]}}})"};
  BOOST_TEST(x.read.text == "cut off #Whole");
  BOOST_TEST(x.read.top_text == "RT @a: cut o…");
  BOOST_TEST(x.read.id == "2");
  BOOST_TEST(x.read.author == "outer");
  BOOST_TEST(x.read.lang == "en");
  BOOST_TEST(x.read.event_ms == 2000);
  BOOST_TEST(x.tags() == "Whole=whole");
}

BOOST_AUTO_TEST_CASE(an_extended_tweet_counts_with_its_full_text_and_entities) {
  decoding x{R"({"text":"short #cut","entities":{"hashtags":[{"text":"cut"}]},
    "extended_tweet":{"full_text":"long #Full",
      "entities":{"hashtags":[{"text":"Full","indices":[5,10]}]}}})"};
  BOOST_TEST(x.read.text == "long #Full");
  BOOST_TEST(x.read.top_text == "short #cut");
  BOOST_TEST(x.tags() == "Full=full");
}

BOOST_AUTO_TEST_CASE(a_retweet_of_an_extended_tweet_counts_with_the_innermost) {
  decoding x{R"({"text":"RT","retweeted_status":{"text":"s",
    "extended_tweet":{"full_text":"deep #Down"},
    "entities":{"hashtags":[{"text":"not"}]}}})"};
  BOOST_TEST(x.read.text == "deep #Down");
  BOOST_TEST(!x.read.has_entities);
  BOOST_TEST(x.tags() == "Down=down");
}

BOOST_AUTO_TEST_CASE(full_text_goes_before_text) {
  decoding x{R"({"full_text":"whole #a","text":"half"})"};
  BOOST_TEST(x.read.text == "whole #a");
  BOOST_TEST(x.read.top_text == "half");
  BOOST_TEST(decoding{R"({"full_text":"w"})"}.read.top_text == "w");
}

BOOST_AUTO_TEST_CASE(a_retweet_without_a_text_is_passed_over) {
  for (auto inner : {"null", "{}", "7", R"({"text":null})", "[]"}) {
    decoding x{std::string{R"({"text":"mine","retweeted_status":)"} + inner
               + "}"};
    BOOST_TEST(x.read.text == "mine", inner);
  }
}

BOOST_AUTO_TEST_CASE(a_v2_tweet_is_read) {
  decoding x{R"({"data":{"id":"9","text":"oh #My &amp;","lang":"es",
    "author_id":"5","created_at":"2021-09-22T16:38:35.250Z",
    "entities":{"hashtags":[{"start":3,"end":6,"tag":"My"}]}},
    "includes":{"users":[{"id":"4","username":"bob"},
      {"username":"eve","id":"5"}]},"matching_rules":[]})"};
  BOOST_TEST(x.fate.format == record_format::v2);
  BOOST_TEST(x.read.id == "9");
  BOOST_TEST(x.read.author == "eve");
  BOOST_TEST(x.read.lang == "es");
  BOOST_TEST(x.read.event_ms == 1632328715250);
  BOOST_TEST(x.read.text == "oh #My &amp;");
  BOOST_TEST(x.tags() == "My=my");
  BOOST_TEST(x.batch.entity_tags.at(0).start == 3u);
  BOOST_TEST(x.batch.entity_tags.at(0).end == 6u);
}

BOOST_AUTO_TEST_CASE(a_v2_author_without_user_is_an_id) {
  BOOST_TEST(decoding{R"({"data":{"text":"a","author_id":"5"}})"}.read.author
             == "5");
}

BOOST_AUTO_TEST_CASE(a_v2_retweet_counts_with_the_text_in_includes) {
  // Also when `includes` come first.
  for (bool first : {false, true}) {
    std::string data =
        R"("data":{"id":"9","text":"RT @b: cut…","referenced_tweets":
      [{"type":"quoted","id":"1"},{"type":"retweeted","id":"2"}]})";
    std::string includes = R"("includes":{"tweets":[{"id":"1","text":"no #no"},
      {"id":"2","text":"the whole #Text","entities":{"urls":[],
        "hashtags":[{"start":10,"end":15,"tag":"Text"}]}}]})";
    auto record = first ? includes + "," + data : data + "," + includes;
    decoding x{"{" + record + "}"};
    BOOST_TEST(x.read.text == "the whole #Text");
    BOOST_TEST(x.read.top_text == "RT @b: cut…");
    BOOST_TEST(x.read.id == "9");
    BOOST_TEST(x.tags() == "Text=text");
  }
}

BOOST_AUTO_TEST_CASE(
    a_v2_retweet_or_quote_that_is_not_included_keeps_its_text) {
  decoding x{R"({"data":{"text":"own #One","referenced_tweets":
    [{"type":"retweeted","id":"3"},{"type":"quoted","id":"2"}]},
    "includes":{"tweets":[{"id":"2","text":"other #Two"}]}})"};
  BOOST_TEST(x.read.text == "own #One");
  BOOST_TEST(x.tags() == "One=one");
}

BOOST_AUTO_TEST_CASE(a_note_tweet_is_the_text_of_its_tweet) {
  decoding x{R"({"data":{"text":"begin…","entities":{"hashtags":[{"tag":"x"}]},
    "note_tweet":{"text":"begin and end #End","entities":{
      "hashtags":[{"start":14,"end":18,"tag":"End"}]}}}})"};
  BOOST_TEST(x.read.text == "begin and end #End");
  BOOST_TEST(x.read.top_text == "begin…");
  BOOST_TEST(x.tags() == "End=end");
}

BOOST_AUTO_TEST_CASE(a_json_string_is_a_text) {
  decoding x{R"(  "good \"morning\" #coffee \ud83d\ude02\n"  )"};
  BOOST_TEST(x.fate.what == outcome::counted);
  BOOST_TEST(x.fate.format == record_format::json_text);
  BOOST_TEST(x.read.text == "good \"morning\" #coffee \U0001F602\n");
  BOOST_TEST(x.read.top_text == x.read.text);
  BOOST_TEST(x.read.id.empty());
  BOOST_TEST(x.tags() == "coffee=coffee");
  BOOST_TEST(outcome_of(R"("")") == outcome::counted);
}

BOOST_AUTO_TEST_CASE(what_does_not_begin_like_json_is_a_text) {
  decoding x{"  plain #text, {not} [json] \"at\" all \\ud83d\r"};
  BOOST_TEST(x.fate.what == outcome::counted);
  BOOST_TEST(x.fate.format == record_format::text);
  BOOST_TEST(x.read.text == "  plain #text, {not} [json] \"at\" all \\ud83d\r");
  BOOST_TEST(x.tags() == "text=text");
  for (auto text : {"null", "true", "17", "-", "}", "\xEF\xBB\xBF{}"})
    BOOST_TEST(outcome_of(text) == outcome::counted, text);
}

BOOST_AUTO_TEST_CASE(ids_may_be_numbers) {
  decoding x{R"({"id":12345678901234567890123,"text":"a","user":{"id":77}})"};
  BOOST_TEST(x.read.id == "12345678901234567890123");
  BOOST_TEST(x.read.author == "77");
  BOOST_TEST(decoding{R"({"id":5,"id_str":"6","text":"a"})"}.read.id == "6");
  for (auto id : {"-5", "1.5", "1e3", "null", "\"x\"", "\"\"", "[1]"}) {
    decoding odd{std::string{R"({"text":"a","id":)"} + id + "}"};
    BOOST_TEST(odd.read.id.empty(), id);
    BOOST_TEST(odd.fate.what == outcome::counted, id);
  }
}

BOOST_AUTO_TEST_CASE(members_of_another_type_are_as_good_as_absent) {
  for (auto odd : {"null", "7", "true", "\"x\"", "[]", "{}", "[[{}]]"}) {
    std::string v{odd};
    decoding x{R"({"text":"a #b","lang":[)" + v + R"(],"user":)" + v
               + R"(,"created_at":{"a":)" + v + R"(},"entities":[)" + v
               + R"(],"extended_tweet":)" + v + R"(,"includes":)" + v
               + R"(,"data":[)" + v + R"(],"referenced_tweets":)" + v + "}"};
    BOOST_TEST(x.fate.what == outcome::counted, odd);
    BOOST_TEST(x.read.event_ms == 0, odd);
    BOOST_TEST(x.tags() == "b=b", odd);
  }
}

BOOST_AUTO_TEST_CASE(of_two_members_of_one_name_the_last_counts) {
  decoding x{R"({"text":"first","text":"second","lang":"en","lang":null,
    "entities":{"hashtags":[{"text":"one"}]},
    "entities":{"hashtags":[{"text":"two"}]}})"};
  BOOST_TEST(x.read.text == "second");
  BOOST_TEST(x.read.lang == "");
  BOOST_TEST(x.tags() == "two=two");
}

BOOST_AUTO_TEST_CASE(half_a_surrogate_pair_becomes_the_replacement_character) {
  decoding x{R"({"text":"a\ud83d b\ude02\ud83d\ud83d\ude02\ud83d\n",
    "source":"\udfff"})"};
  BOOST_TEST(x.fate.what == outcome::counted);
  BOOST_TEST(x.read.text == "a\uFFFD b\uFFFD\uFFFD\U0001F602\uFFFD\n");
}

BOOST_AUTO_TEST_CASE(a_nul_is_a_character_like_others) {
  using namespace std::string_view_literals;
  BOOST_TEST(decoding{R"({"text":"a\u0000b #c"})"}.read.text == "a\0b #c"sv);
  BOOST_TEST(decoding{"a\0b #c"sv}.read.text == "a\0b #c"sv);
  BOOST_TEST(outcome_of("\0"sv) == outcome::counted);
}

BOOST_AUTO_TEST_CASE(what_is_not_counted_leaves_no_trace) {
  decoding x{R"({"id":"1","entities":{"hashtags":[{"text":"a"}]}})"};
  BOOST_TEST(x.fate.what == outcome::malformed);
  BOOST_TEST(x.batch.entity_tags.empty());
  BOOST_TEST(x.batch.bytes.bytes() == 0u);
  BOOST_TEST(x.read.id.empty());
}

BOOST_AUTO_TEST_CASE(each_tweet_has_its_own_time_whatever_came_before) {
  auto time_of = [](const std::string& created_at) {
    return decoding{R"({"text":"a","created_at":")" + created_at + R"("})"}
        .read.event_ms;
  };
  const std::string long_one =
      "1970-01-01T00:00:03." + std::string(99, '0') + "Z";
  for (auto i = 0; i < 2; ++i) {
    BOOST_TEST(time_of("Thu Jan 01 00:00:01 +0000 1970") == 1000);
    BOOST_TEST(time_of("Thu Jan 01 00:00:01 +0000 1970") == 1000);
    BOOST_TEST(time_of("Thu Jan 01 00:00:02 +0000 1970") == 2000);
    BOOST_TEST(time_of(long_one) == 3000);
    BOOST_TEST(time_of("no time") == 0);
    BOOST_TEST(time_of("") == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()
