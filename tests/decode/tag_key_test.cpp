#include "runtime/decode/tag_key.hpp"

#include <boost/test/unit_test.hpp>

using namespace murmuration;

BOOST_AUTO_TEST_SUITE(tag_keys)

BOOST_AUTO_TEST_CASE(lower_case_ascii_is_its_own_key) {
  arena bytes;
  std::string_view tag = "coffee_2015";
  BOOST_TEST(tag_key(tag, bytes).data() == tag.data());
  BOOST_TEST(bytes.bytes() == 0u);
  BOOST_TEST(tag_key("", bytes).empty());
}

BOOST_AUTO_TEST_CASE(spellings_of_one_tag_share_a_key) {
  arena bytes;
  BOOST_TEST(tag_key("CoFFee", bytes) == "coffee");
  BOOST_TEST(tag_key("ＣＯＦＦＥＥ", bytes) == "coffee");
  BOOST_TEST(tag_key("Straße", bytes) == "strasse");
  BOOST_TEST(tag_key("ÇA", bytes) == "ça");
  BOOST_TEST(tag_key("Cafe\u0301", bytes) == "café");
  BOOST_TEST(tag_key("ΣΑΣ", bytes) == "σασ");
  BOOST_TEST(tag_key("σας", bytes) == "σασ");
  BOOST_TEST(tag_key("ﾊﾟﾋﾟ", bytes) == "パピ");
  BOOST_TEST(tag_key("İ", bytes) == "i\u0307");
  BOOST_TEST(tag_key("ı", bytes) == "ı");
  BOOST_TEST(tag_key("ⅣⅤ", bytes) == "ivv");
}

BOOST_AUTO_TEST_CASE(accents_and_joiners_stay) {
  arena bytes;
  BOOST_TEST(tag_key("café", bytes) == "café");
  BOOST_TEST(tag_key("می\u200cخواهم", bytes) == "می\u200cخواهم");
  BOOST_TEST(tag_key("ශ්\u200dරී", bytes) == "ශ්\u200dරී");
}

BOOST_AUTO_TEST_CASE(an_iota_subscript_is_normalised_before_it_is_folded) {
  arena bytes;
  // Folded at once, the accent would end up on the iota.
  BOOST_TEST(tag_key("α\u0345\u0301", bytes) == "άι");
  BOOST_TEST(tag_key("ᾳ\u0301", bytes) == "άι");
}

BOOST_AUTO_TEST_CASE(a_key_is_its_own_key) {
  arena bytes;
  for (auto tag : {"CoFFee", "Straße", "ﷺ", "ᾼ", "ﾊﾟ", "Ǆ", "ﬃ", "İ"}) {
    auto key = tag_key(tag, bytes);
    BOOST_TEST(tag_key(key, bytes) == key, tag);
  }
}

BOOST_AUTO_TEST_CASE(a_tag_may_grow) {
  arena bytes;
  std::string many;
  for (int i = 0; i < 333; ++i)
    many += "ﷺ";
  BOOST_TEST(tag_key(many, bytes).size() == 333u * 33);
}

BOOST_AUTO_TEST_CASE(no_utf8_has_no_key) {
  arena bytes;
  BOOST_TEST(tag_key("a\xFF", bytes).empty());
  BOOST_TEST(tag_key("\xCD\xFF", bytes).empty());
}

BOOST_AUTO_TEST_CASE(a_query_may_have_one_sign) {
  BOOST_TEST(normalize_query("#Coffee") == "coffee");
  BOOST_TEST(normalize_query("＃Coffee") == "coffee");
  BOOST_TEST(normalize_query("COFFEE") == "coffee");
  BOOST_TEST(normalize_query("##a") == "#a");
  BOOST_TEST(normalize_query("#") == "");
  BOOST_TEST(normalize_query("") == "");
  BOOST_TEST(normalize_query("\xFF") == "");
}

BOOST_AUTO_TEST_SUITE_END()
