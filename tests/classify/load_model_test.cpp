#include "runtime/classify/load_model.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace murmuration {
namespace {

namespace fs = std::filesystem;

const auto models = fs::path{MURMURATION_SOURCE_DIR} / "config/models";

std::unique_ptr<sentiment_model> shipped(double band) {
  return load_model({models / "en/model.json", {}, band});
}

const sentiment_model& shipped_model() {
  static const auto model = shipped(.1);
  return *model;
}

sentiment label(std::string_view text) {
  return shipped_model().classify(text).label;
}

BOOST_AUTO_TEST_SUITE(loading)

BOOST_AUTO_TEST_CASE(the_file_says_which_kind_of_model_it_is) {
  BOOST_TEST((shipped_model().languages() == std::vector<std::string>{"en"}));
  auto older = load_model(
      {models / "demo/model.json", models / "demo/most_used_words.csv", .4});
  BOOST_TEST(older->languages().empty());
  BOOST_CHECK_NO_THROW(require_languages(*older, {"tlh"}));
  // A's models know no neutral, whatever the band.
  BOOST_TEST((older->classify("").label == sentiment::negative));
}

BOOST_AUTO_TEST_CASE(a_model_that_is_not_there_is_an_error_that_names_it) {
  try {
    load_model({"/nowhere/m.json", {}, 0});
    BOOST_ERROR("loaded");
  } catch (const std::runtime_error& error) {
    BOOST_TEST(std::string{error.what()}.find("/nowhere/m.json")
               != std::string::npos);
  }
  BOOST_CHECK_THROW(
      load_model({models / "demo/model.json", "/nowhere/w.csv", 0}),
      std::runtime_error);
}

BOOST_AUTO_TEST_CASE(another_band_is_another_rule) {
  BOOST_TEST(shipped(.1)->id() == shipped_model().id());
  BOOST_TEST(shipped(.2)->id() != shipped_model().id());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(the_model_that_is_shipped)

BOOST_AUTO_TEST_CASE(praise_is_positive) {
  for (auto text :
       {"I love this", "best day ever!", "thank you so much",
        "so happy for you", "what a beautiful morning", "this is AMAZING",
        "can't wait!", "I feel great", "sooooo goooood", "\U0001F60D",
        "\u2764\uFE0F", "great job \U0001F44D", ":)", "&lt;3", "lol",
        "haha that was fun", "couldn't be happier", "#winning #blessed"})
    BOOST_TEST((label(text) == sentiment::positive), text);
}

BOOST_AUTO_TEST_CASE(complaint_is_negative) {
  for (auto text :
       {"this isn't good", "this isn\u2019t good", "i'm not happy",
        "worst service ever", "I hate mondays", "my phone is broken again",
        "so sad right now", "never going back", "wtf", "\U0001F621",
        "\U0001F494", "\U0001F44E", ":(", "ugh, I feel sick",
        "they cancelled my flight and lost my bag", "what a waste of money",
        "not good, but cheap", "I don't love it"})
    BOOST_TEST((label(text) == sentiment::negative), text);
}

BOOST_AUTO_TEST_CASE(a_denied_complaint_is_no_complaint) {
  for (auto text : {"not bad at all", "not bad", "no problem", "can't complain",
                    "nothing wrong with that"})
    BOOST_TEST((label(text) != sentiment::negative), text);
  for (auto text : {"not great", "don't like it", "I wouldn't recommend it",
                    "thanks for nothing"})
    BOOST_TEST((label(text) != sentiment::positive), text);
}

BOOST_AUTO_TEST_CASE(what_says_nothing_has_no_label) {
  for (auto text :
       {"@someone http://x.y", "", "@a @b", "https://t.co/abc", "...", "@a: !"})
    BOOST_TEST((label(text) == sentiment::none), text);
}

BOOST_AUTO_TEST_CASE(what_decides_nothing_is_neutral) {
  for (auto text : {"it is what it is", "what time is it", "qzxv wvkj"})
    BOOST_TEST((label(text) == sentiment::neutral), text);
}

BOOST_AUTO_TEST_CASE(a_mention_does_not_make_it_positive) {
  auto p = [](std::string_view text) {
    auto said = shipped(0)->classify(text);
    return said.label == sentiment::positive ? said.score : 1 - said.score;
  };
  BOOST_TEST(p("@united my bag is lost") < .3);
  BOOST_TEST(p("@united") == p("@delta"));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
