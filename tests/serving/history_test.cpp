/// A's tables of history: what is written when, what waits, what is deleted.
#include <boost/test/unit_test.hpp>

#include "runtime/serving/predictions_table.hpp"
#include "runtime/serving/words_table.hpp"
#include "tests/serving/fake_tables.hpp"

namespace murmuration::test {

namespace {

using serving::history_row;
using serving::predictions_table;
using serving::table_options;
using serving::words_table;

constexpr std::int64_t start_ms = 1'700'000'000'000;

served_input counted(std::uint64_t positive, std::uint64_t negative) {
  served_input result;
  result.positive = positive;
  result.negative = negative;
  return result;
}

served_input said(std::initializer_list<const char*> words) {
  served_input result;
  for (auto x : words)
    ++result.words[x];
  return result;
}

struct fixture {
  fixture() {
    store.make("p", {"tweet_count"});
    store.make("w", {"word_count"});
    predictions.lead(true);
    words.lead(true);
  }
  /// A second passes, with this.
  bool second(serving::history_table& table, const served_input& seen) {
    now_ms += 1000;
    table.add(seen, now_ms);
    return bool{table.write(store, now_ms)};
  }
  std::uint64_t sum(const std::string& column) const {
    std::uint64_t result = 0;
    for (auto& [name, row] : store.rows("p"))
      result += std::stoull(row.columns.at(column).value);
    return result;
  }
  std::int64_t now_ms = start_ms;
  fake_tables store;
  predictions_table predictions{table_options{true, "p", 1000, 60'000}};
  words_table words{table_options{true, "w", 1000, 60'000}};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(history, fixture)

BOOST_AUTO_TEST_CASE(each_second_with_input_has_a_row_the_newest_first) {
  BOOST_TEST(second(predictions, counted(3, 1)));
  BOOST_TEST(second(predictions, {}));
  BOOST_TEST(second(predictions, counted(0, 2)));
  auto rows = store.rows("p");
  BOOST_REQUIRE(rows.size() == 2u);
  auto& newest = rows.begin()->second;
  BOOST_TEST(newest.row == history_row(now_ms * 1000));
  BOOST_TEST(newest.columns["tweet_count:positive"].value == "0");
  BOOST_TEST(newest.columns["tweet_count:negative"].value == "2");
}

BOOST_AUTO_TEST_CASE(what_comes_within_an_interval_is_one_row) {
  BOOST_TEST(second(predictions, counted(1, 0)));
  for (auto i = 0; i < 9; ++i) {
    now_ms += 100;
    predictions.add(counted(1, 1), now_ms);
    BOOST_TEST(bool{predictions.write(store, now_ms)});
  }
  BOOST_TEST(store.rows("p").size() == 1u);
  now_ms += 100;
  predictions.add(counted(1, 1), now_ms);
  BOOST_TEST(bool{predictions.write(store, now_ms)});
  BOOST_TEST(store.rows("p").size() == 2u);
  BOOST_TEST(sum("tweet_count:negative") == 10u);
}

BOOST_AUTO_TEST_CASE(the_last_call_ends_the_interval) {
  BOOST_TEST(second(predictions, counted(1, 0)));
  predictions.add(counted(1, 1), now_ms + 1, true);
  BOOST_TEST(bool{predictions.write(store, now_ms + 1)});
  BOOST_TEST(store.rows("p").size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_could_not_be_written_is_written_later_once) {
  store.down = true;
  for (auto i = 0; i < 20; ++i)
    BOOST_TEST(!second(predictions, counted(1, 2)));
  BOOST_TEST(predictions.waiting() == 20u);
  store.down = false;
  auto lost = 3;
  store.fate_of_write = [&] {
    return lost-- > 0 ? fate::reply_lost : fate::answered;
  };
  for (auto i = 0; i < 4; ++i)
    second(predictions, {});
  BOOST_TEST(predictions.waiting() == 0u);
  BOOST_TEST(store.rows("p").size() == 20u);
  BOOST_TEST(sum("tweet_count:negative") == 40u);
}

BOOST_AUTO_TEST_CASE(a_long_outage_costs_rows_but_no_counts) {
  store.down = true;
  for (auto i = 0; i < 500; ++i)
    BOOST_TEST(!second(predictions, counted(1, 2)));
  BOOST_TEST(predictions.waiting() == serving::history_table::waiting_max);
  store.down = false;
  BOOST_TEST(second(predictions, {}));
  BOOST_TEST(sum("tweet_count:positive") == 500u);
  BOOST_TEST(store.rows("p").begin()->first
             == history_row((now_ms - 1000) * 1000));
}

BOOST_AUTO_TEST_CASE(the_100_commonest_words_are_shown_ties_by_name) {
  served_input seen;
  for (auto i = 0; i < 300; ++i)
    seen.words["w" + std::to_string(1000 + i)] = i < 50 ? 2 : 1;
  BOOST_TEST(second(words, seen));
  auto rows = store.rows("w");
  BOOST_REQUIRE(rows.size() == 2u);
  auto latest = store.row("w", "latest");
  BOOST_TEST(latest.size() == 100u);
  BOOST_TEST((latest == store.row("w", history_row(now_ms * 1000))));
  BOOST_TEST(latest["word_count:w1049"] == "2");
  BOOST_TEST(latest["word_count:w1099"] == "1");
  BOOST_TEST(!latest.contains("word_count:w1100"));
}

BOOST_AUTO_TEST_CASE(latest_is_the_newest_row_after_an_outage) {
  BOOST_TEST(second(words, said({"a"})));
  store.down = true;
  BOOST_TEST(!second(words, said({"b"})));
  BOOST_TEST(!second(words, said({"c"})));
  store.down = false;
  BOOST_TEST(second(words, {}));
  BOOST_TEST(store.rows("w").size() == 4u);
  BOOST_TEST(store.row("w", "latest").contains("word_count:c"));
  BOOST_TEST(store.row("w", "latest").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_failed_latest_is_written_though_nothing_new_came) {
  store.fate_of_write = [this, calls = 0]() mutable {
    return calls++ == 0 ? fate::answered : fate::refused;
  };
  BOOST_TEST(!second(words, said({"a"})));
  store.fate_of_write = {};
  BOOST_TEST(second(words, {}));
  BOOST_TEST(store.row("w", "latest").contains("word_count:a"));
}

BOOST_AUTO_TEST_CASE(who_no_longer_leads_leaves_latest_alone) {
  BOOST_TEST(second(words, said({"a"})));
  store.down = true;
  BOOST_TEST(!second(words, said({"b"})));
  store.down = false;
  words.lead(false);
  BOOST_TEST(bool{words.write(store, now_ms)});
  BOOST_TEST(store.rows("w").size() == 3u);
  BOOST_TEST(store.row("w", "latest").contains("word_count:a"));
}

BOOST_AUTO_TEST_CASE(old_rows_are_deleted_some_at_a_time_latest_never) {
  for (auto i = 0; i < 1300; ++i)
    BOOST_TEST(second(words, said({"a"})));
  static_cast<void>(store.put("w", {{"mine", {{"word_count:x", "1"}}}}, 1));
  static_cast<void>(store.put("w", {{"0", {{"word_count:x", "1"}}}}, 1));
  now_ms += 1'000'000;
  auto swept = [&] {
    auto before = store.rows("w").size();
    BOOST_TEST(bool{words.sweep(store, now_ms)});
    return before - store.rows("w").size();
  };
  BOOST_TEST(swept() == 500u);
  BOOST_TEST(swept() == 500u);
  BOOST_TEST(swept() == 300u);
  BOOST_TEST(store.rows("w").size() == 3u);
  // What was looked at is not looked at again.
  BOOST_TEST(second(words, said({"b"})));
  now_ms += 70'000;
  BOOST_TEST(second(words, said({"c"})));
  BOOST_TEST(swept() == 1u);
  BOOST_TEST(store.rows("w").size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_put_back_stops_nothing) {
  BOOST_TEST(second(predictions, counted(1, 0)));
  now_ms -= 3'600'000;
  BOOST_TEST(second(predictions, counted(1, 0)));
  BOOST_TEST(second(predictions, counted(1, 0)));
  BOOST_TEST(sum("tweet_count:positive") == 3u);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
