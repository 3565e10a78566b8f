#include "runtime/decode/hashtags.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace murmuration;

namespace {

/// The tags in the text with blanks between.
std::string tags_in(std::string_view text) {
  std::vector<hashtag> tags;
  extract_hashtags(text, tags);
  std::string all;
  for (const auto& tag : tags) {
    all += all.empty() ? "" : " ";
    all += tag.text;
  }
  return all;
}

} // namespace

BOOST_AUTO_TEST_SUITE(hashtags)

BOOST_AUTO_TEST_CASE(a_tag_is_a_sign_and_a_word) {
  BOOST_TEST(tags_in("#one two #Three_3, #4th. (#five) #")
             == "one Three_3 4th five");
  BOOST_TEST(tags_in("nothing here") == "");
  BOOST_TEST(tags_in("") == "");
  BOOST_TEST(tags_in("#") == "");
}

BOOST_AUTO_TEST_CASE(a_tag_needs_a_letter_or_a_mark) {
  BOOST_TEST(tags_in("#1 #2015 #_ #1_2 #〃 #１２ #٣") == "");
  BOOST_TEST(tags_in("#1a #_a #٣ع") == "1a _a ٣ع");
}

BOOST_AUTO_TEST_CASE(every_script_has_tags) {
  BOOST_TEST(
      tags_in("#café ＃寿司 #ひらがな、 #한국말 #سلام_عليكم #हिन्दी #ไทย "
              "#עַל־יְדֵי #il·lusió #メ～テレ #𠀡 #ශ්\u200dරී #སྐད་")
      == "café 寿司 ひらがな 한국말 سلام_عليكم हिन्दी ไทย עַל־יְדֵי il·lusió "
         "メ～テレ 𠀡 ශ්\u200dරී སྐད་");
}

BOOST_AUTO_TEST_CASE(positions_count_code_points) {
  std::vector<hashtag> tags;
  extract_hashtags("é😂 #日本 ＃b", tags);
  BOOST_TEST_REQUIRE(tags.size() == 2u);
  BOOST_TEST(tags[0].start == 3u);
  BOOST_TEST(tags[0].end == 6u);
  BOOST_TEST(tags[1].start == 7u);
  BOOST_TEST(tags[1].end == 9u);
}

BOOST_AUTO_TEST_CASE(what_is_found_is_appended) {
  std::vector<hashtag> tags{{"kept", 1, 6}};
  extract_hashtags("x.com/#no .#b", tags);
  BOOST_TEST_REQUIRE(tags.size() == 2u);
  BOOST_TEST(tags[0].text == "kept");
  BOOST_TEST(tags[0].start == 1u);
  BOOST_TEST(tags[1].text == "b");
  BOOST_TEST(tags[1].start == 11u);
}

BOOST_AUTO_TEST_CASE(a_word_or_an_ampersand_before_the_sign_makes_none) {
  BOOST_TEST(tags_in("a#b 1#b _#b é#b 語#b &#39; &#x27; &#b ·#b") == "");
  BOOST_TEST(tags_in(".#a -#b “#c *#d 。#e 😂#f\n#g") == "a b c d e f g");
}

BOOST_AUTO_TEST_CASE(a_variation_selector_before_the_sign_does_no_harm) {
  BOOST_TEST(tags_in("✌️#a ✌︎#b") == "a b");
}

BOOST_AUTO_TEST_CASE(a_keycap_is_no_tag) {
  BOOST_TEST(tags_in("#️⃣ #️a #⃣ . #real") == "real");
}

BOOST_AUTO_TEST_CASE(a_tag_that_runs_into_a_sign_or_a_protocol_is_none) {
  BOOST_TEST(tags_in("#a#b") == "");
  BOOST_TEST(tags_in("#a＃b") == "");
  BOOST_TEST(tags_in("#http://x.de #https://x.de") == "");
  BOOST_TEST(tags_in("##a ＃#b #a# #c:/ #d:") == "a b c d");
}

BOOST_AUTO_TEST_CASE(a_tag_in_an_url_is_none) {
  for (auto text :
       {"http://twitter.com/#a", "twitter.com/#a", "see (x.de/b/#a)",
        "HTTPS://X.DE/?q=1&#a", "http://x.de/?q=#a", "http://x.de:80/#a",
        "http://例え.jp/#a", "https://x.xn--p1ai/#a", "a.b_c.d-e.co.uk/#a",
        "http://x.みんな/#a", "http://x.de/(b)/#a", "x.com/тест/#a",
        "http://x.de/wiki_(b_(c))/#a", "x.co/#a.", "éa.fr/#a"})
    BOOST_TEST(tags_in(text) == "", text);
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_an_url_hides_no_tag) {
  for (auto text : {"x.notatld/#a", "no dot/#a", "http://localhost/#a",
                    "@x.com/#a", "$x.com/#a", "-x.com/#a", "_x.com/#a",
                    "x.com #a", "x.com.#a", "x_y.com_/#a", "end.It/ #a",
                    "x..com/#a", "x.com(/#a", "x.com'/#a", "http://x.de/“#a",
                    "x.com@y/#a", "日本.com/#a", "x.coma/#a", "x.a_b.com/#a"})
    BOOST_TEST(tags_in(text) == "a", text);
}

BOOST_AUTO_TEST_CASE(a_short_link_ends_behind_its_name) {
  BOOST_TEST(tags_in("https://t.co/AbC123/#a") == "a");
  BOOST_TEST(tags_in("https://t.co/AbC?x=/#a") == "");
}

BOOST_AUTO_TEST_CASE(an_url_within_a_tag_hides_nothing) {
  BOOST_TEST(tags_in("#日本x.com/#b") == "日本x b");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_do_no_harm) {
  BOOST_TEST(tags_in("\xFF#a \xE3\x81#b #c\xC3 #\x80 \xEF\xBC") == "a b c");
}

BOOST_AUTO_TEST_CASE(the_time_is_linear_in_the_text) {
  // Each would take minutes if it were not.
  constexpr std::size_t parts = 100'000;
  for (std::string_view part :
       {"a.", "é.", "/#a", "x.co/(", "a.b_c.com_d.", "http://a.", "#a#", "é",
        "x.co/((", "＃", "_a.com_", "?#a", "日"}) {
    std::string text = "x.y ";
    for (std::size_t i = 0; i < parts; ++i)
      text += part;
    BOOST_TEST(tags_in(text + " .#last").ends_with("last"), part);
  }
}

BOOST_AUTO_TEST_SUITE_END()
