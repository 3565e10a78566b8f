#include "runtime/classify/feature_walk.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <vector>

namespace murmuration {
namespace {

/// What the walk finds, as words: "good|not_NEG|".
struct listing {
  std::string tokens;
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> grams;

  void token(std::string_view text, bool negated) {
    tokens += std::string{text} + (negated ? "_NEG|" : "|");
  }
  void word(std::uint32_t place) {
    words.push_back(place);
  }
  void gram(std::uint32_t place) {
    grams.push_back(place);
  }
};

const feature_hash places{18, 7};

listing walked(std::string_view text) {
  listing result;
  walk_features(text, places, result);
  return result;
}

std::string tokens(std::string_view text) {
  return walked(text).tokens;
}

bool same_features(std::string_view a, std::string_view b) {
  auto x = walked(a);
  auto y = walked(b);
  return x.words == y.words && x.grams == y.grams;
}

BOOST_AUTO_TEST_SUITE(the_feature_walk)

BOOST_AUTO_TEST_CASE(words_are_letters_digits_and_inner_apostrophes) {
  BOOST_TEST(tokens("It's 2 late_night") == "It's|2|late|night|");
  BOOST_TEST(tokens("'quoted' rock'n'roll '") == "quoted|rock'n'roll|");
  BOOST_TEST(tokens("dogs' b`day") == "dogs|b`day|");
}

BOOST_AUTO_TEST_CASE(case_apostrophes_and_elongation_do_not_matter) {
  BOOST_TEST(same_features("Don't", "DON\u2019T"));
  BOOST_TEST(same_features("don`t", "don&#39;t"));
  BOOST_TEST(same_features("soooooo", "soo"));
  BOOST_TEST(!same_features("so", "soo"));
  BOOST_TEST(!same_features("1000", "100000"));
  BOOST_TEST(same_features("ÉTÉ", "été"));
  BOOST_TEST(same_features("#Happy", "happy"));
}

BOOST_AUTO_TEST_CASE(a_negation_reaches_three_words_of_its_clause) {
  BOOST_TEST(tokens("not a good day today")
             == "not|a_NEG|good_NEG|day_NEG|today|");
  BOOST_TEST(tokens("isn't it") == "isn't|it_NEG|");
  BOOST_TEST(tokens("isn\u2019t it") == "isn\u2019t|it_NEG|");
  BOOST_TEST(tokens("dont go") == "dont|go_NEG|");
  BOOST_TEST(tokens("no, good") == "no|good|");
  BOOST_TEST(tokens("no\u2026 good") == "no|good|");
  BOOST_TEST(tokens("no: good") == "no|good|");
  BOOST_TEST(tokens("no :) good") == "no|:)|good|");
  BOOST_TEST(tokens("nothing knot good") == "nothing|knot_NEG|good_NEG|");
  BOOST_TEST(!same_features("not good", "not, good"));
}

BOOST_AUTO_TEST_CASE(mentions_and_links_are_placeholders) {
  BOOST_TEST(tokens("@bob_1 hi http://t.co/a?b=c#d www.x.y/good Https://z")
             == "hi|");
  BOOST_TEST(same_features("thanks @a", "thanks @someone_else"));
  BOOST_TEST(same_features("thanks @a", "thanks https://t.co/x"));
  BOOST_TEST(tokens("a@ b") == "a|b|");
  BOOST_TEST(tokens("http wwwx") == "http|wwwx|");
  listing sink;
  BOOST_TEST(walk_features("@a http://x.y !!", places, sink) == 0u);
}

BOOST_AUTO_TEST_CASE(entities_are_read_as_what_they_stand_for) {
  BOOST_TEST(tokens("a&amp;b &lt;3 &gt;&quot;") == "a|b|&lt;3|");
  BOOST_TEST(same_features("&lt;3", "<3"));
  BOOST_TEST(tokens("AT&T") == "AT|T|");
}

BOOST_AUTO_TEST_CASE(emoji_say_what_they_show) {
  BOOST_TEST(tokens("\U0001F62D") == "crying|sad|");
  BOOST_TEST(same_features("\u2764\uFE0F", "love"));
  BOOST_TEST(same_features("\U0001F44D\U0001F3FD", "great good"));
  BOOST_TEST(tokens("x\U0001F697y") == "x|y|");
}

BOOST_AUTO_TEST_CASE(marks_are_features_but_no_evidence) {
  BOOST_TEST(tokens("ok.") == "ok|");
  BOOST_TEST(tokens("ok!!?!") == "ok|!!?!|");
  BOOST_TEST(same_features("ok!", "ok!!!"));
  BOOST_TEST(!same_features("ok!", "ok?"));
}

BOOST_AUTO_TEST_CASE(a_word_of_n_characters_has_its_sequences_and_no_more) {
  // With both edges `cat` has 5 characters: 3 + 2 + 1 sequences.
  BOOST_TEST(walked("cat").grams.size() == 6u);
  BOOST_TEST(walked("I").grams.size() == 1u);
  // A word, a pair with the one before, and the pair of the end.
  BOOST_TEST(walked("a cat").words.size() == 5u);
  BOOST_TEST(walked("").words.size() == 1u);
}

BOOST_AUTO_TEST_CASE(other_scripts_have_words_too) {
  BOOST_TEST(tokens("очень хорошо。とても良い") == "очень|хорошо|とても良い|");
  // A mark belongs to its letter: Devanagari vowels do not end a word.
  BOOST_TEST(tokens("हिन्दी") == "हिन्दी|");
}

BOOST_AUTO_TEST_CASE(any_bytes_are_walked_to_the_end) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  constexpr std::string_view special =
      "@#&;<>:=()-^'`!?., hHwW3\xE2\x80\x99\xF0";
  for (int i = 0; i < 3000; ++i) {
    // Exactly as large as the text: a byte too far is found by the sanitizer.
    std::vector<char> text(random() % 40);
    for (auto& c : text)
      c = random() % 2 ? special[random() % special.size()]
                       : static_cast<char>(random());
    auto found = walked({text.data(), text.size()});
    BOOST_REQUIRE_MESSAGE(found.grams.size() <= 4 * text.size() + 64 * 40
                              && found.words.size() <= 4 * text.size() + 1,
                          "seed " << seed);
    for (auto place : found.grams)
      BOOST_REQUIRE(place < 1u << 18);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
