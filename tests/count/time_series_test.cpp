#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "runtime/count/event_time.hpp"
#include "runtime/count/open_delta.hpp"
#include "runtime/count/time_series.hpp"
#include "tests/count/made_log.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_AUTO_TEST_SUITE(time_series_tests)

namespace {

constexpr std::int64_t noon = 1'600'000'000; // Unix seconds
constexpr std::int64_t noon_ms = noon * 1000;

delta at_seconds(std::vector<second_count> seconds) {
  delta result;
  result.seconds = std::move(seconds);
  return result;
}

delta with_words(std::int64_t second, std::vector<counted_word> words,
                 bool cut = false) {
  auto result = at_seconds({{second, 1}});
  result.words = {{second, cut, packed_words{words}}};
  return result;
}

using volumes = std::map<std::int64_t, std::array<std::uint64_t, 4>>;

volumes as_map(const std::vector<volume_point>& points) {
  volumes result;
  std::int64_t last = -1;
  for (const auto& x : points) {
    BOOST_TEST(x.start > last);
    last = x.start;
    result[x.start] = {x.tweets, x.positive, x.negative, x.neutral};
  }
  return result;
}

void count(volumes& to, std::int64_t start, const second_count& x) {
  auto& n = to[start];
  n[0] += x.tweets;
  n[1] += x.positive;
  n[2] += x.negative;
  n[3] += x.neutral;
}

using spelled = std::map<std::int64_t, std::map<std::string, std::uint64_t>>;

spelled as_map(const std::vector<words_view>& words) {
  spelled result;
  for (const auto& x : words) {
    BOOST_TEST((result.empty() || result.rbegin()->first <= x.second));
    for (auto [word, count] : x.words)
      result[x.second][std::string{word}] += count;
  }
  return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(seconds_and_minutes_equal_a_plain_model_in_any_order) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      std::vector<second_count> all;
      for (int i = 0; i < 3000; ++i) {
        constexpr std::int64_t spans[] = {100, 5000, 800'000};
        auto ago = static_cast<std::int64_t>(random()) % spans[random() % 3];
        auto ahead = static_cast<std::int64_t>(random() % 100);
        all.push_back({noon - ago + ahead, random() % 3, 1, 2, 3});
      }
      std::int64_t newest = 0;
      for (const auto& x : all) {
        if (x.second <= noon + 60 && x.tweets > 0)
          newest = std::max(newest, x.second);
      }
      volumes seconds, minutes;
      for (const auto& x : all) {
        if (x.second > newest || x.tweets == 0)
          continue;
        if (x.second > newest - 3600)
          count(seconds, x.second, x);
        if (minute_of(x.second) > minute_of(newest) - 10'080)
          count(minutes, x.second / 60 * 60, x);
      }
      time_series series;
      for (std::size_t i = 0; i < all.size(); i += 100)
        series.add(
            at_seconds({all.begin() + static_cast<std::ptrdiff_t>(i),
                        all.begin() + static_cast<std::ptrdiff_t>(i) + 100}),
            noon_ms);
      auto view = series.view({}, noon_ms);
      BOOST_TEST(view->newest == newest);
      BOOST_TEST((as_map(view->seconds) == seconds));
      BOOST_TEST((as_map(view->minutes) == minutes));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_second_further_ahead_than_a_minute_counts_nowhere) {
  time_series series;
  series.add(at_seconds({{noon, 1}, {noon + 60, 2}, {noon + 61, 4}}), noon_ms);
  auto view = series.view({}, noon_ms);
  BOOST_TEST(view->newest == noon + 60);
  BOOST_TEST(view->seconds.size() == 2u);
  series.add(at_seconds({{noon + 61, 8}}), noon_ms + 1000);
  BOOST_TEST(series.view({}, noon_ms)->seconds.back().tweets == 8u);
}

BOOST_AUTO_TEST_CASE(whatever_times_arrive_memory_and_view_are_bounded) {
  std::mt19937_64 random{9};
  time_series series;
  for (int i = 0; i < 300; ++i) {
    std::vector<second_count> seconds;
    for (int j = 0; j < 100; ++j)
      seconds.push_back({static_cast<std::int64_t>(random()), 1});
    series.add(at_seconds(std::move(seconds)), noon_ms);
  }
  constexpr auto huge = std::numeric_limits<std::int64_t>::max();
  series.add(at_seconds({{-huge - 1, 1}, {-1, 1}, {huge, 1}}), noon_ms);
  series.add(at_seconds({{0, 1}, {noon, 1}}), noon_ms);
  for (std::int64_t i = 0; i < 20'000; ++i)
    series.add(at_seconds({{noon - i * 30, 1}}), noon_ms);
  auto view = series.view({}, noon_ms);
  BOOST_TEST(view->newest == noon);
  BOOST_TEST(view->seconds.size() == 120u);
  BOOST_TEST(view->minutes.size() <= 10'080u);
}

BOOST_AUTO_TEST_CASE(an_empty_series_shows_an_empty_view) {
  time_series series;
  auto view = series.view({}, noon_ms);
  BOOST_TEST(view->newest == 0);
  BOOST_TEST(view->seconds.empty());
  BOOST_TEST(view->minutes.empty());
  BOOST_TEST(view->words.empty());
}

BOOST_AUTO_TEST_CASE(words_of_one_second_add_up_and_stay_a_thousand) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < 1000; ++i)
    names.push_back(numbered("w", 1000 + i));
  std::vector<counted_word> many;
  for (const auto& x : names)
    many.push_back({x, 5});
  time_series series;
  series.add(with_words(noon, many), noon_ms);
  BOOST_TEST(!series.view({}, noon_ms)->words.front().cut);
  series.add(with_words(noon, {{"w1500", 1}, {"b", 5}, {"z", 5}}), noon_ms);
  auto view = series.view({}, noon_ms);
  BOOST_TEST(view->words.front().cut);
  auto words = as_map(view->words)[noon];
  BOOST_TEST(words.size() == 1000u);
  BOOST_TEST(words["w1500"] == 6u);
  BOOST_TEST(words["b"] == 5u);
  BOOST_TEST(words.count("z") == 0u);
  BOOST_TEST(words.count("w1999") == 0u);
  BOOST_TEST(words.count("w1998") == 1u);
}

BOOST_AUTO_TEST_CASE(parts_of_a_second_are_few_and_a_snapshot_has_their_sum) {
  time_series series;
  for (std::uint64_t i = 1; i <= 30; ++i) {
    series.add(with_words(noon, {{"a", i}, {"b", 1}}), noon_ms);
    auto view = series.view({}, noon_ms);
    BOOST_TEST(view->words.size() <= 8u);
    BOOST_TEST((as_map(view->words)
                == spelled{{noon, {{"a", i * (i + 1) / 2}, {"b", i}}}}));
    BOOST_TEST(!view->words.front().cut);
    auto kept = series.store().words;
    BOOST_REQUIRE(kept.size() == 1u);
    std::vector<counted_word> sum{{"a", i * (i + 1) / 2}, {"b", i}};
    BOOST_TEST((kept[0] == second_words{noon, false, packed_words{sum}}));
    BOOST_TEST(series.words() >= 2u);
    BOOST_TEST(series.words() <= 16u);
  }
}

BOOST_AUTO_TEST_CASE(a_second_that_was_cut_once_stays_marked) {
  for (auto cut_first : {true, false}) {
    time_series series;
    series.add(with_words(noon, {{"a", 1}}, cut_first), noon_ms);
    series.add(with_words(noon, {{"b", 1}}, !cut_first), noon_ms);
    BOOST_TEST(series.view({}, noon_ms)->words.front().cut);
    BOOST_TEST(series.store().words.front().cut);
  }
}

BOOST_AUTO_TEST_CASE(packed_words_keep_counts_and_sizes_of_any_length) {
  std::string none;
  std::string long_word(300, 'w');
  std::vector<counted_word> words{{none, 0}, {"a", 127}, {"b", 128}};
  words.push_back({long_word, std::numeric_limits<std::uint64_t>::max()});
  packed_words packed{words};
  BOOST_TEST(packed.size() == 4u);
  std::size_t i = 0;
  for (auto x : packed) {
    BOOST_REQUIRE(i < words.size());
    BOOST_TEST(x.word == words[i].word);
    BOOST_TEST(x.count == words[i].count);
    ++i;
  }
  BOOST_TEST(i == 4u);
  BOOST_TEST((packed == packed_words{words}));
  words[1].word = "c";
  BOOST_TEST(!(packed == packed_words{words}));
  BOOST_TEST((packed_words{}.begin() == packed_words{}.end()));
}

// A snapshot is written a few words at a time, the newest seconds first.
BOOST_AUTO_TEST_CASE(frozen_words_are_taken_by_whole_seconds) {
  time_series series;
  series.add(with_words(noon, {{"a", 1}, {"b", 2}, {"c", 3}}), noon_ms);
  series.add(with_words(noon + 1, {{"d", 1}}), noon_ms + 1000);
  series.add(with_words(noon + 2, {{"e", 1}}), noon_ms + 2000);
  BOOST_TEST(series.words() == 5u);
  auto frozen = series.freeze();
  auto seconds_taken = [&](std::size_t n) {
    std::vector<std::int64_t> result;
    for (const auto& x : frozen.take_words(n))
      result.push_back(x.second - noon);
    return result;
  };
  BOOST_TEST((seconds_taken(2) == std::vector<std::int64_t>{1, 2}));
  BOOST_TEST((seconds_taken(2) == std::vector<std::int64_t>{0}));
  BOOST_TEST(seconds_taken(2).empty());
  series.add(with_words(noon + 1, {{"f", 1}, {"g", 1}}), noon_ms + 2000);
  frozen = series.freeze();
  BOOST_TEST((seconds_taken(3) == std::vector<std::int64_t>{2}));
  BOOST_TEST((seconds_taken(3) == std::vector<std::int64_t>{1, 1}));
  BOOST_TEST((seconds_taken(2) == std::vector<std::int64_t>{0}));
}

BOOST_AUTO_TEST_CASE(words_leave_with_their_second) {
  time_series series;
  series.add(with_words(noon, {{"old", 1}}), noon_ms);
  series.add(with_words(noon + 10, {{"new", 1}}), noon_ms + 10'000);
  auto held = series.view({}, noon_ms)->words.front().words;
  BOOST_TEST(held.copies() == 2);
  auto later = noon + 3600;
  series.add(at_seconds({{later, 1}}), later * 1000);
  auto view = series.view({}, later * 1000);
  BOOST_TEST((as_map(view->words) == spelled{{noon + 10, {{"new", 1}}}}));
  BOOST_TEST(held.copies() == 1);
  series.add(with_words(noon, {{"late", 1}}), later * 1000);
  BOOST_TEST(series.view({}, later * 1000)->words.size() == 1u);
}

BOOST_AUTO_TEST_CASE(words_that_did_not_change_are_shared_with_the_last_view) {
  made_log log(4);
  log[0].event_ms = noon_ms;
  log[1].event_ms = noon_ms + 1000;
  log[2].event_ms = noon_ms + 2000;
  log[3].event_ms = noon_ms + 2000;
  for (auto& x : log)
    x.words = {"word"};
  time_series series;
  series.add(with_words(noon, {{"word", 1}}), noon_ms);
  series.add(with_words(noon - 1, {{"word", 1}}), noon_ms);
  tag_table table{10};
  open_delta open{table, {0}};
  open.apply(join(log, 0, 3));
  const overlay* overlays[] = {&open};
  auto now = noon_ms + 5000;
  auto first = series.view(overlays, now);
  auto again = series.view(overlays, now);
  open.apply(join(log, 3, 4));
  auto changed = series.view(overlays, now);
  BOOST_REQUIRE(first->words.size() == 5u); // two parts of noon
  for (std::size_t i = 0; i < 5; ++i) {
    BOOST_TEST(first->words[i].words.shares(again->words[i].words));
    BOOST_TEST(first->words[i].words.shares(changed->words[i].words)
               == (i < 4));
  }
  BOOST_TEST((as_map(changed->words)
              == spelled{{noon - 1, {{"word", 1}}},
                         {noon, {{"word", 2}}},
                         {noon + 1, {{"word", 1}}},
                         {noon + 2, {{"word", 2}}}}));
}

/// Whether a delta is open, in flight or durable must not show.
BOOST_AUTO_TEST_CASE(a_view_does_not_depend_on_what_is_durable) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 random{seed};
      auto log = random_log(500, random);
      auto now = log.back().event_ms;
      tag_table table{10};
      time_series all, part;
      open_delta whole{table, {0}};
      open_delta open{table, {0}};
      for (const auto& x : cut(log, 0, 500, 30, random))
        whole.apply(x);
      all.add(whole.take({}).content, now);
      auto expected = all.view({}, now);
      auto apply = [&](std::size_t from, std::size_t to) {
        for (const auto& x : cut(log, from, to, 30, random))
          open.apply(x);
      };
      apply(0, 200);
      part.add(open.take({}).content, now);
      apply(200, 400);
      auto in_flight = open.take({});
      apply(400, 500);
      const overlay* overlays[] = {&in_flight, &open};
      auto view = part.view(overlays, now);
      BOOST_TEST(view->newest == expected->newest);
      BOOST_TEST((as_map(view->seconds) == as_map(expected->seconds)));
      BOOST_TEST((as_map(view->minutes) == as_map(expected->minutes)));
      BOOST_TEST((as_map(view->words) == as_map(expected->words)));
      BOOST_TEST((part.recent(overlays, now) == all.recent({}, now)));
      // Looking changed nothing.
      const overlay* one[] = {&in_flight};
      open.revert({400});
      auto fewer = part.view(one, now);
      apply(400, 500);
      auto back = part.view(overlays, now);
      BOOST_TEST(fewer->seconds.size() <= view->seconds.size());
      BOOST_TEST((as_map(back->words) == as_map(expected->words)));
      BOOST_TEST((as_map(back->seconds) == as_map(expected->seconds)));
    }
  }
}

BOOST_AUTO_TEST_CASE(of_equal_times_the_tweets_that_came_later_are_first) {
  std::mt19937 random{5};
  auto log = random_log(60, random);
  for (auto& x : log) {
    x.event_ms = noon_ms;
    x.takes_back.clear();
  }
  tag_table table{10};
  time_series all, part;
  open_delta whole{table, {0}};
  open_delta open{table, {0}};
  for (const auto& x : cut(log, 0, 60, 7, random))
    whole.apply(x);
  all.add(whole.take({}).content, noon_ms);
  auto apply = [&](std::size_t from, std::size_t to) {
    for (const auto& x : cut(log, from, to, 7, random))
      open.apply(x);
  };
  apply(0, 20);
  part.add(open.take({}).content, noon_ms);
  apply(20, 40);
  auto in_flight = open.take({});
  apply(40, 60);
  const overlay* overlays[] = {&in_flight, &open};
  BOOST_TEST((part.recent(overlays, noon_ms) == all.recent({}, noon_ms)));
}

BOOST_AUTO_TEST_CASE(a_snapshot_restores_the_series_also_in_parts) {
  std::mt19937 random{4};
  auto log = random_log(500, random);
  auto now = log.back().event_ms;
  tag_table table{10};
  open_delta open{table, {0}};
  for (const auto& x : cut(log, 0, 500, 30, random))
    open.apply(x);
  time_series series;
  series.add(open.take({}).content, now);
  auto state = series.store();
  time_series restored;
  time_state words, rest = state;
  std::swap(words.words, rest.words);
  restored.load(words, now);
  restored.load(rest, now);
  auto again = restored.store();
  BOOST_TEST((again.seconds == state.seconds));
  BOOST_TEST((again.minutes == state.minutes));
  BOOST_TEST((again.words == state.words));
  BOOST_TEST((again.recent == state.recent));
  BOOST_TEST(!state.words.empty());
  restored.clear();
  BOOST_TEST(restored.store().seconds.empty());
}

BOOST_AUTO_TEST_CASE(a_newest_tweet_far_ahead_does_not_hide_the_others) {
  delta x;
  x.recent.resize(2);
  x.recent[0].event_ms = noon_ms + 3'600'000;
  x.recent[1].event_ms = noon_ms + 60'000;
  time_series series;
  series.add(x, noon_ms);
  auto recent = series.recent({}, noon_ms);
  BOOST_TEST(recent.size() == 1u);
  BOOST_TEST(recent.front().event_ms == noon_ms + 60'000);
}

BOOST_AUTO_TEST_SUITE_END()
