#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "runtime/count/open_delta.hpp"
#include "tests/count/made_log.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_AUTO_TEST_SUITE(open_delta_tests)

namespace {

bool english(std::string_view lang) {
  return lang == "en";
}

delta taken(const std::vector<joined_batch>& batches) {
  tag_table table{10};
  open_delta open{table, batches.front().records->first, english};
  for (const auto& x : batches)
    open.apply(x);
  return open.take({}).content;
}

made_record tweet_at(std::int64_t event_ms,
                     std::vector<std::string> words = {}) {
  made_record result;
  result.event_ms = event_ms;
  result.words = std::move(words);
  return result;
}

using tag_map = std::map<std::pair<std::string, std::string>, std::uint64_t>;

/// What the log says, counted as plainly as possible.
struct recount {
  tag_map tags;
  std::map<std::int64_t, second_count> seconds;
  std::map<std::int64_t, std::map<std::string, std::uint64_t>> words;
  totals sums;

  recount(const made_log& log, std::size_t from, std::size_t to) {
    for (auto i = from; i < to; ++i) {
      const auto& x = log[i];
      if (x.what == made_record::a_hole)
        ++sums.holes;
      if (x.what == made_record::a_reject)
        ++sums.outcomes.skipped;
      if (x.what != made_record::a_tweet)
        continue;
      ++sums.outcomes.counted;
      ++sums.sentiments[static_cast<std::size_t>(x.label)];
      auto& second = seconds[second_of(x.event_ms)];
      ++second.tweets;
      second.positive += x.label == sentiment::positive;
      second.negative += x.label == sentiment::negative;
      second.neutral += x.label == sentiment::neutral;
      for (const auto& tag : x.tags)
        ++tags[tag];
      for (const auto& word : x.words)
        ++words[second_of(x.event_ms)][word];
    }
  }
};

} // namespace

BOOST_AUTO_TEST_CASE(a_delta_does_not_depend_on_how_the_log_was_cut) {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      auto log = random_log(600, random);
      auto from = random() % 100;
      auto to = from + 1 + random() % 500;
      auto one_by_one = taken(cut(log, from, to, 1, random));
      for (auto records_max : {3, 50, 1000})
        BOOST_TEST((taken(cut(log, from, to,
                              static_cast<std::size_t>(records_max), random))
                    == one_by_one));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_delta_equals_a_plain_recount_in_the_promised_order) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      auto log = random_log(400, random);
      auto got = taken(cut(log, 0, log.size(), 40, random));
      recount expected{log, 0, log.size()};
      BOOST_TEST((got.sums.outcomes == expected.sums.outcomes));
      BOOST_TEST((got.sums.sentiments == expected.sums.sentiments));
      BOOST_TEST(got.sums.holes == expected.sums.holes);
      std::vector<tag_count> tags;
      for (const auto& [name, n] : expected.tags)
        tags.push_back({name.first, name.second, n});
      BOOST_TEST((got.tags == tags));
      std::vector<second_count> seconds;
      for (auto [second, n] : expected.seconds) {
        n.second = second;
        seconds.push_back(n);
      }
      BOOST_TEST((got.seconds == seconds));
      std::vector<second_words> words;
      for (const auto& [second, counts] : expected.words) {
        std::vector<counted_word> listed;
        for (const auto& [word, n] : counts)
          listed.push_back({word, n});
        std::stable_sort(
            listed.begin(), listed.end(),
            [](const auto& a, const auto& b) { return a.count > b.count; });
        words.push_back({second, false, packed_words{listed}});
      }
      BOOST_TEST((got.words == words));
    }
  }
}

BOOST_AUTO_TEST_CASE(losing_or_settling_it_moves_the_table_as_promised) {
  std::mt19937 random{3};
  auto log = random_log(300, random);
  tag_table table{10};
  open_delta open{table, {0}};
  auto apply = [&](std::size_t from, std::size_t to) {
    for (const auto& x : cut(log, from, to, 20, random))
      open.apply(x);
  };
  auto durable = [&] {
    tag_map result;
    table.for_each_durable([&](auto key, auto tag, auto n) {
      result[{std::string{key}, std::string{tag}}] = n;
    });
    return result;
  };
  apply(0, 100);
  auto first = open.take({});
  apply(100, 200);
  auto second = open.take({});
  apply(200, 300);
  BOOST_TEST(durable().empty());
  first.settle(table);
  BOOST_TEST((durable() == recount(log, 0, 100).tags));
  open.revert({100});
  second.revert(table);
  BOOST_TEST(open.empty());
  std::uint64_t live = 0, expected = 0;
  table.for_each_live([&](auto, auto, auto n) { live += n; });
  for (const auto& [name, n] : recount(log, 0, 100).tags)
    expected += n;
  BOOST_TEST(live == expected);
  apply(100, 300);
  open.take({}).settle(table);
  BOOST_TEST((durable() == recount(log, 0, 300).tags));
}

BOOST_AUTO_TEST_CASE(a_batch_that_does_not_follow_is_refused_unchanged) {
  made_log log(10, tweet_at(1000));
  tag_table table{10};
  open_delta open{table, {2}};
  BOOST_CHECK_THROW(open.apply(join(log, 3, 5)), std::logic_error);
  BOOST_CHECK_THROW(open.apply(join(log, 0, 5)), std::logic_error);
  open.apply(join(log, 2, 5));
  BOOST_CHECK_THROW(open.apply(join(log, 2, 5)), std::logic_error);
  BOOST_TEST(open.sums().outcomes.counted == 3u);
  BOOST_TEST(open.end().value == 5);
}

BOOST_AUTO_TEST_CASE(labels_for_other_tweets_are_refused_unchanged) {
  made_log log(10, tweet_at(1000));
  tag_table table{10};
  open_delta open{table, {0}};
  auto batch = join(log, 0, 5);
  batch.labels = join(log, 0, 4).labels;
  BOOST_CHECK_THROW(open.apply(batch), std::logic_error);
  BOOST_TEST(open.empty());
  BOOST_TEST(open.entries() == 0u);
}

BOOST_AUTO_TEST_CASE(there_is_nothing_to_take_where_nothing_moved) {
  tag_table table{10};
  open_delta open{table, {7}};
  BOOST_CHECK_THROW(open.take({}), std::logic_error);
  made_log log(9);
  log[7].what = made_record::a_hole;
  open.apply(join(log, 7, 8));
  auto got =
      open.take({.nonce = 5, .rules = 6, .writer = "w", .written_ms = 8});
  BOOST_TEST(got.content.start.value == 7);
  BOOST_TEST(got.content.end.value == 8);
  BOOST_TEST(got.content.sums.holes == 1u);
  BOOST_TEST(!got.content.last);
  BOOST_TEST(got.content.nonce == 5u);
  BOOST_TEST(got.content.rules == 6u);
  BOOST_TEST(got.content.writer == "w");
  BOOST_TEST(got.content.written_ms == 8);
  BOOST_TEST(open.empty());
}

BOOST_AUTO_TEST_CASE(without_the_legs_only_the_volume_counts) {
  made_log log(3, tweet_at(5000, {"word"}));
  log[0].tags = {{"a", "A"}};
  tag_table table{10};
  open_delta open{table, {0}};
  open.apply(join(log, 0, 3, false));
  auto got = open.take({}).content;
  BOOST_TEST(got.tags.empty());
  BOOST_TEST(got.words.empty());
  BOOST_TEST((got.sums.sentiments == sentiment_counts{}));
  BOOST_TEST(got.seconds.front().tweets == 3u);
  BOOST_TEST((got.recent.front().label == sentiment::none));
}

BOOST_AUTO_TEST_CASE(neighbouring_gaps_are_one_gap) {
  made_log log(6, tweet_at(1000));
  for (auto i : {1u, 2u, 4u})
    log[i].what = made_record::a_loss;
  std::mt19937 random{1};
  auto got = taken(cut(log, 0, 6, 10, random));
  BOOST_TEST((got.sums.gaps == std::vector<gap>{{{1}, {3}}, {{4}, {5}}}));
}

BOOST_AUTO_TEST_CASE(a_second_keeps_its_thousand_commonest_words) {
  made_log log;
  for (std::size_t i = 0; i < 1500; ++i) {
    auto word = numbered("w", 10'000 + i);
    log.push_back(tweet_at(1000, {word, "common"}));
    if (i >= 1400)
      log.push_back(tweet_at(1999, {word}));
  }
  tag_table table{10};
  open_delta open{table, {0}};
  open.apply(join(log, 0, log.size()));
  BOOST_TEST(open.entries() == 1502u);
  auto got = open.take({}).content;
  BOOST_REQUIRE(got.words.size() == 1u);
  std::vector<std::pair<std::string, std::uint64_t>> words;
  for (auto [word, count] : got.words.front().words)
    words.emplace_back(word, count);
  BOOST_TEST(got.words.front().cut);
  BOOST_TEST(words.size() == 1000u);
  BOOST_TEST(
      (words[0] == std::pair{std::string{"common"}, std::uint64_t{1500}}));
  BOOST_TEST((words[1] == std::pair{std::string{"w11400"}, std::uint64_t{2}}));
  BOOST_TEST(
      (words[100] == std::pair{std::string{"w11499"}, std::uint64_t{2}}));
  BOOST_TEST(
      (words[101] == std::pair{std::string{"w10000"}, std::uint64_t{1}}));
  BOOST_TEST(
      (words[999] == std::pair{std::string{"w10898"}, std::uint64_t{1}}));
}

BOOST_AUTO_TEST_CASE(a_number_is_a_word_of_its_lexicon_only) {
  std::mt19937 random{7};
  const std::vector<std::string> names{"a", "b", "c", "d", "e", "f", "g"};
  struct made_lexicon {
    std::shared_ptr<arena> bytes = std::make_shared<arena>();
    std::vector<std::string> words; ///< by number
  };
  std::vector<made_lexicon> lexicons(7);
  for (auto& x : lexicons) {
    x.words = names;
    std::shuffle(x.words.begin(), x.words.end(), random);
  }
  tag_table table{10};
  open_delta open{table, {0}};
  std::map<std::string, std::uint64_t> expected;
  for (std::size_t i = 0; i < 300; ++i) {
    const auto& from = lexicons[random() % (i < 150 ? 3 : 7)];
    auto words = std::make_shared<word_partial>();
    words->lexicon = from.bytes;
    auto& second = words->seconds.emplace_back();
    for (auto n = random() % 20; n > 0; --n) {
      auto number = static_cast<std::uint32_t>(random() % names.size());
      const auto& word = from.words[number];
      ++expected[word];
      second.words.push_back(
          {from.bytes->copy(word), 1,
           random() % 5 == 0 ? word_use::no_number : number});
    }
    auto batch = std::make_shared<tweet_batch>();
    batch->first = open.end();
    batch->next = {open.end().value + 1};
    open.apply({batch, nullptr, words, nullptr});
  }
  std::map<std::string, std::uint64_t> got;
  auto taken = open.take({});
  for (auto [word, count] : taken.content.words.at(0).words)
    got[std::string{word}] += count;
  BOOST_TEST((got == expected));
}

BOOST_AUTO_TEST_CASE(words_are_listed_by_count_then_by_all_their_bytes) {
  std::vector<std::string> expected{"z", "lots-more", "even-more",  "beginning",
                                    "b", "beginnin",  "beginnings", "c"};
  std::vector<std::size_t> counts{300, 256, 255, 254, 1, 1, 1, 1};
  made_log log;
  for (std::size_t i = 0; i < expected.size(); ++i)
    for (std::size_t n = 0; n < counts[i]; ++n)
      log.push_back(tweet_at(1000, {expected[i]}));
  std::mt19937 random{2};
  std::shuffle(log.begin(), log.end(), random);
  auto got = taken(cut(log, 0, log.size(), 20, random));
  BOOST_REQUIRE(got.words.size() == 1u);
  std::vector<std::string> words;
  for (auto x : got.words[0].words) {
    BOOST_TEST(x.count == counts[words.size()]);
    words.emplace_back(x.word);
  }
  BOOST_TEST(words == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(
    one_tweet_from_the_future_does_not_cost_the_words_of_today) {
  made_log log;
  for (std::int64_t i = 0; i < 3700; ++i)
    log.push_back(tweet_at(i * 1000, {"now"}));
  log.push_back(tweet_at(4'000'000'000'000, {"later"}));
  auto got = taken({join(log, 0, log.size())});
  BOOST_TEST(got.seconds.size() == 3701u);
  BOOST_TEST(got.words.size() == 3600u);
  BOOST_TEST(got.words.front().second == 101);
  BOOST_TEST(got.words.back().second == 4'000'000'000);
}

BOOST_AUTO_TEST_CASE(times_before_1970_fall_into_their_own_second) {
  made_log log{tweet_at(-1), tweet_at(-1000), tweet_at(-1001), tweet_at(0)};
  auto got = taken({join(log, 0, 4)});
  BOOST_TEST(
      (got.seconds == std::vector<second_count>{{-2, 1}, {-1, 2}, {0, 1}}));
}

BOOST_AUTO_TEST_CASE(an_open_delta_and_a_taken_one_read_the_same) {
  std::mt19937 random{5};
  auto log = random_log(300, random);
  tag_table table{10};
  open_delta open{table, {0}};
  for (const auto& x : cut(log, 0, 300, 30, random))
    open.apply(x);
  auto read = [](const overlay& x) {
    std::map<std::int64_t, std::map<std::string, std::uint64_t>> result;
    for (std::size_t i = 0; i < x.seconds().size(); ++i) {
      const auto& second = x.seconds()[i];
      auto [words, cut] = x.words(i);
      BOOST_TEST(!cut);
      BOOST_TEST(words.empty() == (second.words_stamp == 0));
      auto& to = result[second.volume.second];
      to["tweets"] = second.volume.tweets;
      for (auto [word, count] : words)
        to[std::string{word}] = count;
    }
    return result;
  };
  auto before = read(open);
  std::vector<recent_tweet> recent{open.recent().begin(), open.recent().end()};
  // A view leaves out what either takes back.
  std::erase_if(recent, [&](auto& x) { return open.deletes(x.id); });
  auto taken = open.take({});
  BOOST_TEST((read(taken) == before));
  BOOST_TEST((taken.content.recent == recent));
  BOOST_TEST(open.seconds().empty());
  BOOST_TEST(open.recent().empty());
}

BOOST_AUTO_TEST_CASE(the_newest_covered_texts_are_kept_with_their_top_text) {
  made_log log;
  for (auto i = 0; i < 20; ++i) {
    log.push_back(tweet_at(1000 * i));
    log.back().lang = i % 2 == 0 ? "en" : "fr";
    log.back().text = i == 18 ? "" : numbered("text", i);
  }
  auto got = taken({join(log, 0, log.size())});
  BOOST_REQUIRE(got.texts.size() == texts_max);
  BOOST_TEST(got.texts.front().text == "text16");
  BOOST_TEST(got.texts.back().id == "8");
}

BOOST_AUTO_TEST_CASE(what_is_taken_back_leaves_the_texts_not_the_counts) {
  made_log log{tweet_at(1000), tweet_at(2000), tweet_at(3000)};
  made_record notice;
  notice.what = made_record::a_reject;
  for (auto id : {"7", "1"}) { // one of a tweet from somewhere else
    notice.takes_back = id;
    log.push_back(notice);
  }
  auto got = taken({join(log, 0, 2), join(log, 2, 5)});
  BOOST_TEST(got.sums.outcomes.counted == 3u);
  BOOST_REQUIRE(got.recent.size() == 2u);
  BOOST_TEST(got.recent[0].id == "2");
  BOOST_TEST(got.recent[1].id == "0");
  BOOST_TEST(got.texts.size() == 2u);
  BOOST_TEST((got.deleted == std::vector<std::string>{"1", "7"}));
}

BOOST_AUTO_TEST_CASE(ids_taken_back_fill_an_open_delta) {
  tag_table table{10};
  open_delta open{table, {0}};
  made_log log;
  made_record notice;
  notice.what = made_record::a_reject;
  for (auto i = 0; i < 30; ++i) {
    notice.takes_back = std::to_string(i % 20);
    log.push_back(notice);
  }
  open.apply(join(log, 0, log.size()));
  BOOST_TEST(open.entries() == 20u);
  BOOST_TEST(open.deletes("19"));
  open.revert({0});
  BOOST_TEST(open.entries() == 0u);
  BOOST_TEST(!open.deletes("19"));
}

BOOST_AUTO_TEST_SUITE_END()
