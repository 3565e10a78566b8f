#include "runtime/classify/words.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>

#include "runtime/classify/tokenizer.hpp"

namespace murmuration {
namespace {

using counts = std::map<std::pair<std::int64_t, std::string>, std::uint32_t>;

struct batch_maker {
  std::shared_ptr<tweet_batch> batch = std::make_shared<tweet_batch>();

  batch_maker& add(std::string_view lang, std::int64_t ms,
                   std::string_view text) {
    tweet x;
    x.lang = batch->bytes.copy(lang);
    x.text = batch->bytes.copy(text);
    x.event_ms = ms;
    batch->tweets.push_back(x);
    return *this;
  }
};

counts all(const word_partial& partial) {
  counts result;
  for (const auto& second : partial.seconds)
    for (const auto& use : second.words)
      result[{second.second, std::string{use.word}}] += use.count;
  return result;
}

BOOST_AUTO_TEST_SUITE(the_word_tally)

BOOST_AUTO_TEST_CASE(words_count_by_second_of_event_time) {
  batch_maker made;
  made.add("en", 2999, "tea tea").add("en", 3000, "Tea").add("en", 2000, "x");
  word_tally tally;
  auto partial = tally.count(made.batch, {{"en"}, ""});
  BOOST_TEST((partial->batch == made.batch));
  BOOST_TEST((all(*partial)
              == counts{{{2, "tea"}, 2}, {{2, "x"}, 1}, {{3, "tea"}, 1}}));
}

BOOST_AUTO_TEST_CASE(seconds_ascend_and_time_before_1970_rounds_down) {
  batch_maker made;
  made.add("en", 5000, "a").add("en", -1, "b").add("en", -1000, "c");
  made.add("en", 0, "d").add("en", -1001, "e").add("en", 9000, "!");
  word_tally tally;
  auto partial = tally.count(made.batch, {{"en"}, ""});
  std::vector<std::int64_t> seconds;
  for (const auto& x : partial->seconds)
    seconds.push_back(x.second);
  BOOST_TEST((seconds == std::vector<std::int64_t>{-2, -1, 0, 5}));
  BOOST_TEST(partial->seconds[1].words.size() == 2u);
}

BOOST_AUTO_TEST_CASE(only_covered_languages_count) {
  batch_maker made;
  made.add("en", 0, "yes").add("de", 0, "nein").add("", 0, "unknown");
  word_tally tally;
  BOOST_TEST(
      (all(*tally.count(made.batch, {{"en"}, ""})) == counts{{{0, "yes"}, 1}}));
  BOOST_TEST((all(*tally.count(made.batch, {{"en"}, "en"}))
              == counts{{{0, "yes"}, 1}, {{0, "unknown"}, 1}}));
}

BOOST_AUTO_TEST_CASE(words_over_one_hundred_bytes_do_not_count) {
  std::string fits(word_tally::word_bytes_max, 'f');
  batch_maker made;
  made.add("en", 0, fits + " " + fits + "f");
  word_tally tally;
  BOOST_TEST(
      (all(*tally.count(made.batch, {{"en"}, ""})) == counts{{{0, fits}, 1}}));
}

BOOST_AUTO_TEST_CASE(an_empty_batch_gives_an_empty_partial) {
  word_tally tally;
  batch_maker made;
  BOOST_TEST(tally.count(made.batch, {{"en"}, ""})->seconds.empty());
}

BOOST_AUTO_TEST_CASE(a_reused_tally_counts_each_batch_like_a_plain_map) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  word_tally tally;
  language_filter filter{{"en"}, ""};
  for (unsigned range : {3u, 500u, 30000u, 3u, 500u}) {
    batch_maker made;
    counts expected;
    for (int i = 0; i < 300; ++i) {
      auto ms = static_cast<std::int64_t>(random() % 9000) - 4000;
      std::string text;
      for (int n = 0; n < 60; ++n)
        text.append(" W").append(std::to_string(random() % range));
      made.add("en", ms, text);
      auto second = (ms + 4000) / 1000 - 4;
      for_each_word(text, [&](std::string_view word) {
        ++expected[{second, std::string{word}}];
      });
    }
    BOOST_TEST((all(*tally.count(made.batch, filter)) == expected),
               "seed " << seed << ", range " << range);
  }
}

BOOST_AUTO_TEST_CASE(
    a_word_of_one_second_stands_once_when_its_tweets_are_near) {
  batch_maker made;
  made.add("en", 2000, "tea a").add("de", 0, "x").add("en", 2999, "Tea b tea");
  word_tally tally;
  auto partial = tally.count(made.batch, {{"en"}, ""});
  BOOST_TEST(partial->seconds.at(0).words.size() == 3u);
  BOOST_TEST(partial->seconds.at(0).words.at(0).count == 3u);
}

BOOST_AUTO_TEST_CASE(a_number_means_one_word_as_long_as_the_lexicon_stays) {
  word_tally tally;
  std::map<std::pair<const arena*, std::uint32_t>, std::string_view> known;
  std::vector<word_partial_ptr>
      kept; // so that no lexicon takes another's place
  std::set<const arena*> lexicons;
  for (std::size_t i = 0; i < 10; ++i) {
    batch_maker made;
    std::string text = "same \u00E9t\u00E9 under_line";
    for (std::size_t n = 0; n < word_tally::lexicon_size_max / 4; ++n)
      text.append(" w")
          .append(std::to_string(i))
          .append("x")
          .append(std::to_string(n));
    made.add("en", 0, text);
    kept.push_back(tally.count(made.batch, {{"en"}, ""}));
    const auto& partial = *kept.back();
    lexicons.insert(partial.lexicon.get());
    std::set<std::string_view> words;
    for (auto& use : partial.seconds.at(0).words) {
      auto [at, fresh] =
          known.emplace(std::pair{partial.lexicon.get(), use.number}, use.word);
      BOOST_TEST(at->second == use.word);
      BOOST_TEST(words.insert(use.word).second);
    }
  }
  BOOST_TEST(lexicons.size() >= 2u);
  BOOST_TEST(lexicons.size() <= 3u);
  std::set<std::pair<const arena*, std::string_view>> once;
  for (auto& [key, word] : known)
    BOOST_TEST(once.emplace(key.first, word).second);
}

BOOST_AUTO_TEST_CASE(the_words_outlive_the_tally) {
  word_partial_ptr partial;
  {
    word_tally tally;
    batch_maker made;
    made.add("en", 0, "Stay");
    partial = tally.count(made.batch, {{"en"}, ""});
  }
  BOOST_TEST((all(*partial) == counts{{{0, "stay"}, 1}}));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
