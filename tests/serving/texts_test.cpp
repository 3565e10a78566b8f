#include <boost/test/unit_test.hpp>

#include "runtime/serving/texts_table.hpp"
#include "tests/serving/fake_tables.hpp"

namespace murmuration::test {

namespace {

using serving::history_row;
using serving::table_options;
using serving::texts_table;

served_input tweets(std::initializer_list<const char*> ids) {
  served_input result;
  for (auto id : ids) {
    auto& x = result.texts.emplace_back();
    x.id = id;
    x.author = "ann";
    x.created_at = "Sat Nov 21 10:00:00 +0000 2026";
    x.text = "text of " + x.id;
  }
  return result;
}

struct fixture {
  fixture() {
    store.make("t", {"metadata", "text_data"});
    table->lead(true);
  }
  bool second(const served_input& seen) {
    now_ms += 1000;
    table->add(seen, now_ms);
    return bool{table->write(store, now_ms)};
  }
  std::vector<std::string> shown() const {
    std::vector<std::string> result;
    for (auto& [name, row] : store.rows("t"))
      result.push_back(row.columns.at("text_data:text").value);
    return result;
  }
  void restart() {
    table = std::make_unique<texts_table>(options);
    table->lead(true);
  }
  std::int64_t now_ms = 1'700'000'000'000;
  fake_tables store;
  table_options options{true, "t", 1000, 86'400'000};
  std::unique_ptr<texts_table> table = std::make_unique<texts_table>(options);
};

using list = std::vector<std::string>;

} // namespace

BOOST_FIXTURE_TEST_SUITE(texts, fixture)

BOOST_AUTO_TEST_CASE(each_tweet_has_a_row_the_newest_first) {
  BOOST_TEST(second(tweets({"2", "1"})));
  auto before = now_ms;
  BOOST_TEST(second(tweets({"4", "3"})));
  BOOST_TEST(
      (shown() == list{"text of 4", "text of 3", "text of 2", "text of 1"}));
  auto row = store.row("t", serving::text_row(before * 1000, 1));
  BOOST_TEST(row["metadata:author"] == "ann");
  BOOST_TEST(row["metadata:publication_date"]
             == "Sat Nov 21 10:00:00 +0000 2026");
  BOOST_TEST(row["metadata:id"] == "1");
}

BOOST_AUTO_TEST_CASE(a_tweet_that_is_taken_back_loses_its_rows) {
  BOOST_TEST(second(tweets({"2", "1"})));
  BOOST_TEST(second(tweets({"3", "1"})));
  table->take_back({"1", "9"});
  BOOST_TEST(second({}));
  BOOST_TEST((shown() == list{"text of 3", "text of 2"}));
}

BOOST_AUTO_TEST_CASE(what_waits_is_taken_back_and_nobody_moves_up) {
  store.down = true;
  BOOST_TEST(!second(tweets({"3", "2", "1"})));
  table->take_back({"2"});
  store.down = false;
  BOOST_TEST(second({}));
  BOOST_TEST((shown() == list{"text of 3", "text of 1"}));
  table->take_back({"1"});
  BOOST_TEST(second({}));
  BOOST_TEST((shown() == list{"text of 3"}));
}

BOOST_AUTO_TEST_CASE(a_late_row_of_a_tweet_taken_back_does_not_appear) {
  store.fate_of_write = [] {
    return fate::late;
  };
  BOOST_TEST(!second(tweets({"2", "1"})));
  store.fate_of_write = {};
  table->take_back({"1"});
  BOOST_TEST(second({}));
  store.apply_late();
  BOOST_TEST((shown() == list{"text of 2"}));
}

BOOST_AUTO_TEST_CASE(a_notice_may_come_before_its_tweet) {
  table->take_back({"1"});
  BOOST_TEST(second(tweets({"2", "1"})));
  BOOST_TEST((shown() == list{"text of 2"}));
}

BOOST_AUTO_TEST_CASE(rows_of_a_former_process_are_found) {
  BOOST_TEST(second(tweets({"2", "1"})));
  restart();
  table->take_back({"1"});
  BOOST_TEST(second({}));
  BOOST_TEST((shown() == list{"text of 2"}));
  table->take_back({"2"});
  BOOST_TEST(second({}));
  BOOST_TEST(shown().empty());
}

BOOST_AUTO_TEST_CASE(a_large_table_is_read_through_in_pieces) {
  for (auto i = 0; i < 2500; ++i) {
    auto id = std::to_string(i);
    BOOST_TEST(second(tweets({id.c_str()})));
  }
  restart();
  // The oldest is in the second piece.
  table->take_back({"0", "2499"});
  BOOST_TEST(second({}));
  BOOST_TEST(shown().size() == 2499u);
  BOOST_TEST(second({}));
  BOOST_TEST(shown().size() == 2498u);
}

BOOST_AUTO_TEST_CASE(a_tweet_without_an_id_is_shown) {
  BOOST_TEST(second(tweets({""})));
  table->take_back({""});
  BOOST_TEST(second({}));
  BOOST_TEST((shown() == list{"text of "}));
}

BOOST_AUTO_TEST_CASE(the_index_forgets_what_is_too_old) {
  serving::text_index index;
  index.add("1", {1'000, 0});
  index.add("2", {2'000, 0});
  index.add_older("0", {500, 0});
  index.forget_before(2'000);
  BOOST_TEST(index.size() == 1u);
  BOOST_TEST(index.take("1").empty());
  BOOST_TEST(index.take("2").size() == 1u);
  BOOST_TEST(index.take("2").empty());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
