#include <boost/test/unit_test.hpp>

#include "http/json/documents.hpp"
#include "http/json/time.hpp"
#include "made_view.hpp"

namespace murmuration::http {

BOOST_AUTO_TEST_SUITE(documents)

BOOST_AUTO_TEST_CASE(top_is_ranked_from_one_and_cut_at_k) {
  BOOST_TEST(top_json(*made_view(), 2)
             == R"({"list":"all","exact":true,)"
                R"("as_of":"2026-11-21T10:20:30.123Z","tweets":10,"tags":[)"
                R"({"rank":1,"tag":"#Tag0","key":"tag0","count":120},)"
                R"({"rank":2,"tag":"#Tag1","key":"tag1","count":110}]})");
}

BOOST_AUTO_TEST_CASE(a_trend_is_part_of_its_tag) {
  std::vector<tag_trend> trends{{7, 3}, {0, {}}};
  auto text = top_json(*made_view(), 2, trends);
  BOOST_TEST(text.find(R"("count":120,"added_1m":7,"rank_1m":3})")
             != text.npos);
  BOOST_TEST(text.find(R"("count":110,"added_1m":0,"rank_1m":null})")
             != text.npos);
}

BOOST_AUTO_TEST_CASE(an_empty_top_is_an_empty_list) {
  live_view empty;
  BOOST_TEST(top_json(empty, 10)
             == R"({"list":"all","exact":true,)"
                R"("as_of":"1970-01-01T00:00:00.000Z","tweets":0,"tags":[]})");
}

BOOST_AUTO_TEST_CASE(a_tag_gets_its_sign_back) {
  BOOST_TEST(tag_json("Caf\u00e9", "caf\u00e9", 3)
             == "{\"tag\":\"#Caf\u00e9\",\"key\":\"caf\u00e9\",\"count\":3}");
}

BOOST_AUTO_TEST_CASE(sentiment_has_all_four_counts) {
  BOOST_TEST(sentiment_json(*made_view())
             == R"({"positive":4,"negative":3,"neutral":2,"none":1})");
}

BOOST_AUTO_TEST_CASE(history_is_zero_filled_and_ends_at_the_newest_second) {
  BOOST_TEST(
      history_json(made_time().get(), "1s", 1, 3, 0)
      == R"({"step":"1s","points":[)"
         R"({"time":"2026-11-21T10:20:28Z","tweets":5,"positive":1,"negative":2,)"
         R"("neutral":1},{"time":"2026-11-21T10:20:29Z","tweets":0,"positive":0,)"
         R"("negative":0,"neutral":0},{"time":"2026-11-21T10:20:30Z","tweets":7,)"
         R"("positive":3,"negative":0,"neutral":4}]})");
}

BOOST_AUTO_TEST_CASE(history_of_minutes_ends_at_the_minute_of_the_newest) {
  BOOST_TEST(
      history_json(made_time().get(), "1m", 60, 1, 0)
      == R"({"step":"1m","points":[{"time":"2026-11-21T10:20:00Z","tweets":12,)"
         R"("positive":4,"negative":2,"neutral":5}]})");
}

BOOST_AUTO_TEST_CASE(history_without_tweets_ends_now) {
  BOOST_TEST(history_json(nullptr, "1s", 1, 1, made_s)
             == R"({"step":"1s","points":[{"time":"2026-11-21T10:20:30Z",)"
                R"("tweets":0,"positive":0,"negative":0,"neutral":0}]})");
}

BOOST_AUTO_TEST_CASE(words_are_summed_over_the_window_and_ties_go_by_bytes) {
  BOOST_TEST(words_json(made_time().get(), "2s", 2)
             == R"({"window":"2s","exact":true,"words":[)"
                R"({"word":"gamma","count":7},{"word":"alpha","count":2},)"
                R"({"word":"beta","count":2}]})");
}

BOOST_AUTO_TEST_CASE(a_window_of_one_second_is_the_newest_second_alone) {
  BOOST_TEST(words_json(made_time().get(), "1s", 1)
             == R"({"window":"1s","exact":true,"words":[)"
                R"({"word":"gamma","count":7},{"word":"beta","count":1}]})");
}

BOOST_AUTO_TEST_CASE(words_that_were_cut_are_not_exact) {
  auto text = words_json(made_time().get(), "10s", 10);
  BOOST_TEST(text.find(R"("exact":false)") != text.npos);
  BOOST_TEST(text.find(R"({"word":"old","count":50})") != text.npos);
}

BOOST_AUTO_TEST_CASE(at_most_a_hundred_words_are_shown) {
  time_view view;
  view.newest = 9;
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i)
    texts.push_back(std::to_string(i));
  std::vector<counted_word> words;
  for (const auto& text : texts)
    words.push_back({text, 1});
  view.words = {made_words(9, false, words)};
  auto text = words_json(&view, "5s", 5);
  std::size_t shown = 0;
  for (auto at = text.find("\"word\""); at != text.npos;
       at = text.find("\"word\"", at + 1))
    ++shown;
  BOOST_TEST(shown == 100u);
}

BOOST_AUTO_TEST_CASE(tweets_are_escaped_and_limited) {
  BOOST_TEST(tweets_json(*made_view(), 1)
             == R"({"tweets":[{"id":"7","author":"ann",)"
                R"("created_at":"Sat Nov 21","text":"a \"b\"\n#c",)"
                R"("lang":"en","sentiment":"negative"}]})");
}

BOOST_AUTO_TEST_CASE(the_status_tells_everything_once) {
  settings config;
  auto facts = facts_of(config);
  facts.uptime_s = 3;
  facts.records_per_s = 1.25;
  facts.tweets_per_s = 1;
  facts.edges = {{"source", "consumer", 1.5, 7, "bytes"}};
  auto document = status_json(facts, nullptr, nullptr);
  auto version = document.substr(12, document.find('"', 12) - 12);
  BOOST_TEST(
      status_json(facts, made_view().get(), made_status().get())
      == R"({"version":")" + version
             + R"(","uptime_s":3,"state":"degraded",)"
               R"("reasons":["the store does not answer"],)"
               R"("source":{"kind":"log","connected":true},)"
               R"("store":{"kind":"rocksdb","reachable":true,"latency_ms":0.0,)"
               R"("pending":0},)"
               R"("rates":{"records_per_s":1.25,"tweets_per_s":1.0},)"
               R"("tally":{"records":16,"counted":10,"filtered":1,"skipped":2,)"
               R"("malformed":3,"duplicate":0},"partitions":[{"topic":"tweets",)"
               R"("partition":0,"generation":0,"origin":5,"applied":40,"durable":30,)"
               R"("end":100,"lag":60,"unit":"bytes","epoch":2,"owned":true,)"
               R"("owner":"host-8080","tally":{"records":16,"counted":10,)"
               R"("filtered":1,"skipped":2,"malformed":3,"duplicate":0},"holes":0,)"
               R"("gaps":[{"from":10,"to":12}]},{"topic":"tweets","partition":1,)"
               R"("generation":0,"origin":0,"applied":0,"durable":0,"end":null,)"
               R"("lag":null,"unit":"bytes","epoch":0,"owned":false,"owner":"",)"
               R"("tally":{"records":0,"counted":0,"filtered":0,"skipped":0,)"
               R"("malformed":0,"duplicate":0},"holes":0,"gaps":[],)"
               R"("error":"the \"log\" was re-created"}],"actors":{"classifier":)"
               R"({"pool_size":2,"queued":1,"processed":9,"busy":0.25,)"
               R"("restarts":0}},"edges":[{"from":"source","to":"consumer",)"
               R"("records_per_s":1.5,"queued":7,"queued_unit":"bytes",)"
               R"("credit":null,"credit_max":null}]})");
}

BOOST_AUTO_TEST_CASE(what_a_drain_prints_leaves_out_legs_that_are_off) {
  settings config;
  auto all = drain_json(facts_of(config), *made_view(), nullptr, config);
  BOOST_TEST(all.find(R"("top":[{"rank":1,)") != all.npos);
  BOOST_TEST(all.find(R"("sentiment":{"positive":4,)") != all.npos);
  config.classifier.pool_size = 0;
  config.hashtag_counter.pool_size = 0;
  auto less = drain_json(facts_of(config), *made_view(), nullptr, config);
  BOOST_TEST(less.find(R"("top":)") == less.npos);
  BOOST_TEST(less.find(R"("sentiment":)") == less.npos);
}

BOOST_AUTO_TEST_CASE(times_outside_of_rfc_3339_are_clamped) {
  BOOST_TEST(rfc3339_ms(-1) == "1969-12-31T23:59:59.999Z");
  BOOST_TEST(rfc3339(INT64_MAX) == "9999-12-31T23:59:59Z");
  BOOST_TEST(rfc3339(INT64_MIN) == "0000-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
