#include "tools/audit/tags.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <rapidjson/document.h>

#include "runtime/decode/hashtags.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/shared_data.hpp"

namespace murmuration::audit {
namespace {

using list = std::vector<std::string>;

list tags_in(std::string_view text) {
  tag_extractor extract;
  list out;
  extract.find(text, out);
  return out;
}

void check_tags(const std::string& text, const list& wanted) {
  auto found = tags_in(text);
  BOOST_TEST_INFO(text);
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(),
                                wanted.end());
}

BOOST_AUTO_TEST_SUITE(audit_tags)

BOOST_AUTO_TEST_CASE(a_tag_has_a_letter_and_a_boundary_before_it) {
  check_tags("#one, #2two #3 a#four &#five _#six", {"one", "2two"});
  check_tags("#a#b #c://d #e＃f", {});
  check_tags("＃wide ⌨️#style #️⃣ #⃣x", {"wide", "style"});
  check_tags("#_ #_x #東京・駅 #naïve", {"_x", "東京・駅", "naïve"});
}

BOOST_AUTO_TEST_CASE(a_tag_in_an_url_is_none) {
  check_tags("http://a.de/#in https://t.co/Abc#out x.com/#in2 #free", {"free"});
  check_tags("see a.notatld/#tag and a.b.co.uk/(x_#in)", {"tag"});
  check_tags("me@x.com/#tag", {"tag"});
  check_tags("x.com?#in x.com/?#in", {});
}

BOOST_AUTO_TEST_CASE(a_key_is_folded_and_composed) {
  BOOST_TEST(key_of("CoFFee") == "coffee");
  BOOST_TEST(key_of("Stra\u00DFe") == "strasse");
  BOOST_TEST(key_of("\uFF26\uFF35\uFF2C\uFF2C") == "full");
  BOOST_TEST(key_of("e\u0301") == "\u00E9");
  BOOST_TEST(key_of("a\u200Db") == "a\u200Db");
  BOOST_TEST(key_of("\xFF").empty());
  BOOST_TEST(without_sign("\uFF03x") == "x");
}

BOOST_AUTO_TEST_CASE(random_texts_have_the_tags_that_the_engine_finds) {
  const auto seed = test::seed_of_run();
  BOOST_TEST_MESSAGE("MURMURATION_TEST_SEED=" << seed);
  std::mt19937 random{seed};
  const list pieces{"#",
                    "＃",
                    "a",
                    "B",
                    "é",
                    "1",
                    "_",
                    " ",
                    "-",
                    ".",
                    "/",
                    "?",
                    "=",
                    "(",
                    ")",
                    ":",
                    "@",
                    "$",
                    "&",
                    "東",
                    "com",
                    "de",
                    "co.uk",
                    "x.com",
                    "ж",
                    "·",
                    "\n",
                    "http://",
                    "https://t.co/",
                    "xn--p1ai",
                    "рф",
                    "⃣",
                    "\uFE0F",
                    "://",
                    "!",
                    "～",
                    "#tag",
                    "\u200D"};
  for (auto i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto n = random() % 24; n > 0; --n)
      text += pieces[random() % pieces.size()];
    std::vector<hashtag> engines;
    extract_hashtags(text, engines);
    list wanted;
    for (const auto& one : engines)
      wanted.emplace_back(one.text);
    BOOST_TEST_REQUIRE((tags_in(text) == wanted),
                       text << " (MURMURATION_TEST_SEED=" << seed << ")");
  }
}

BOOST_AUTO_TEST_CASE(every_conformance_case_holds) {
  auto path = test::shared_file("data/hashtag_conformance.jsonl");
  if (!path)
    return;
  std::ifstream in{*path};
  auto cases = 0;
  for (std::string line; std::getline(in, line);) {
    rapidjson::Document x;
    x.Parse(line.c_str());
    // The file has cashtags besides.
    if (std::string_view{x["type"].GetString()}.substr(0, 7) != "hashtag")
      continue;
    ++cases;
    list wanted;
    if (x["expected"].IsArray())
      for (const auto& one : x["expected"].GetArray())
        wanted.emplace_back(one.GetString());
    check_tags(x["text"].GetString(), wanted);
  }
  BOOST_TEST(cases == 83);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::audit
