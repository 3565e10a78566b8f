/// All four tables together, and what is told of them.
#include <boost/test/unit_test.hpp>

#include "runtime/serving/input.hpp"
#include "runtime/serving/tables.hpp"
#include "tests/serving/fake_tables.hpp"

namespace murmuration::test {

namespace {

using serving::serving_options;
using serving::serving_tables;

serving_options all_tables() {
  return {{true, "h", 2000, 0},
          {true, "w", 1000, 60'000},
          {true, "t", 1000, 60'000},
          {true, "p", 1000, 60'000}};
}

serving_batch batch(bool mine = true) {
  serving_batch result;
  result.mine = mine;
  if (!mine)
    return result;
  result.input.words["tea"] = 2;
  result.input.positive = 1;
  result.input.texts.emplace_back().id = "7";
  result.input.texts.back().text = "tea";
  result.top = {{"tea", "Tea", 5}};
  return result;
}

struct fixture {
  void second(const serving_batch& x) {
    now_ms += 1000;
    tables.take(x, now_ms);
    tables.write(now_ms);
  }
  std::int64_t now_ms = 1'700'000'000'000;
  std::shared_ptr<fake_tables> store = std::make_shared<fake_tables>();
  serving_tables tables{all_tables(), store};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tables, fixture)

BOOST_AUTO_TEST_CASE(tables_are_made_and_filled_with_the_families_of_a_and_b) {
  BOOST_TEST(tables.due(now_ms));
  BOOST_TEST(tables.wants_all_deleted());
  second(batch());
  BOOST_TEST(!tables.due(now_ms));
  BOOST_TEST(!tables.wants_all_deleted());
  using list = std::vector<std::string>;
  BOOST_TEST((store->families["h"] == list{"hashtag"}));
  BOOST_TEST((store->families["w"] == list{"word_count"}));
  BOOST_TEST((store->families["t"] == list{"metadata", "text_data"}));
  BOOST_TEST((store->families["p"] == list{"tweet_count"}));
  BOOST_TEST(store->row("h", "0")["hashtag:name"] == "#Tea");
  BOOST_TEST(store->row("w", "latest")["word_count:tea"] == "2");
  BOOST_TEST(store->rows("t").size() == 1u);
  BOOST_TEST(store->rows("p").size() == 1u);
  BOOST_TEST(tables.troubles().empty());
}

BOOST_AUTO_TEST_CASE(who_does_not_lead_writes_nothing) {
  second(batch(false));
  BOOST_TEST(store->calls == 0);
  second(batch());
  second(batch(false));
  BOOST_TEST(tables.wants_all_deleted());
  auto calls = store->calls;
  second(batch(false));
  BOOST_TEST(store->calls == calls);
}

BOOST_AUTO_TEST_CASE(a_store_that_does_not_answer_is_asked_once_a_round) {
  store->down = true;
  second(batch());
  BOOST_TEST(store->calls == 1);
  BOOST_REQUIRE(tables.troubles().size() == 1u);
  BOOST_TEST(tables.troubles()[0] == "the table h is behind: cannot connect");
  second(batch());
  store->down = false;
  second(batch());
  BOOST_TEST(tables.troubles().empty());
  BOOST_TEST(store->rows("p").size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_table_that_cannot_be_written_holds_up_no_other) {
  second(batch());
  store->fate_of_write = [this, n = 0]() mutable {
    return n++ == 0 ? fate::refused : fate::answered;
  };
  second(batch()); // the words' put is refused
  BOOST_TEST(tables.troubles().size() == 1u);
  BOOST_TEST(store->rows("p").size() == 2u);
  BOOST_TEST(store->rows("t").size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_table_that_was_dropped_is_made_again) {
  second(batch());
  store->families.erase("p");
  second(batch());
  BOOST_TEST(tables.troubles().size() == 1u);
  second(batch());
  BOOST_TEST(tables.troubles().empty());
  BOOST_TEST(store->rows("p").size() == 3u);
}

BOOST_AUTO_TEST_CASE(rare_words_go_when_there_are_too_many) {
  served_input seen;
  for (std::size_t i = 0; i < serving::words_max; ++i)
    seen.words["w" + std::to_string(i)] = i < 10 ? 5 : 1;
  served_input more;
  more.words["new"] = 1;
  serving::add(seen, more);
  BOOST_TEST(seen.words.size() == serving::words_kept);
  for (auto i = 0; i < 10; ++i)
    BOOST_TEST(seen.words["w" + std::to_string(i)] == 5u);
}

BOOST_AUTO_TEST_CASE(the_newest_five_texts_stay) {
  served_input seen;
  for (auto i = 0; i < 9; ++i) {
    delta x;
    x.texts.emplace_back().id = std::to_string(i);
    x.texts.back().event_ms = i == 3 ? 100 : i;
    serving::add(seen, x);
  }
  std::string ids;
  for (auto& x : seen.texts)
    ids += x.id;
  BOOST_TEST(ids == "38765");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
