#include <boost/test/unit_test.hpp>

#include "runtime/serving/hashtags.hpp"
#include "tests/serving/fake_tables.hpp"

namespace murmuration::test {

namespace {

using serving::write_hashtags;

std::vector<top_tag> top(std::size_t n, std::uint64_t count = 100) {
  std::vector<top_tag> result;
  for (std::size_t i = 0; i < n; ++i) {
    auto name = "Tag" + std::to_string(i);
    result.push_back({"tag", name, count - i});
  }
  return result;
}

struct fixture {
  fixture() {
    store.make("hashtags", {"hashtag"});
  }
  bool write(const std::vector<top_tag>& tags, std::int64_t now_ms = 1000) {
    return bool{write_hashtags(store, "hashtags", tags, now_ms)};
  }
  fake_tables store;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(hashtags_table, fixture)

BOOST_AUTO_TEST_CASE(rows_0_to_9_hold_names_with_their_sign_and_counts) {
  BOOST_TEST(write(top(10)));
  BOOST_TEST(store.rows("hashtags").size() == 10u);
  auto row = store.row("hashtags", "3");
  BOOST_TEST(row["hashtag:name"] == "#Tag3");
  BOOST_TEST(row["hashtag:count"] == "97");
}

BOOST_AUTO_TEST_CASE(beyond_the_last_tag_there_is_no_row) {
  BOOST_TEST(write(top(10)));
  BOOST_TEST(write(top(3), 2000));
  BOOST_TEST(store.rows("hashtags").size() == 3u);
  BOOST_TEST(write(top(5), 3000));
  BOOST_TEST(store.rows("hashtags").size() == 5u);
  BOOST_TEST(write({}, 4000));
  BOOST_TEST(store.rows("hashtags").empty());
}

BOOST_AUTO_TEST_CASE(what_has_not_changed_is_not_written) {
  BOOST_TEST(write(top(10)));
  auto writes = 0;
  store.changed = [&] {
    ++writes;
  };
  BOOST_TEST(write(top(10), 2000));
  BOOST_TEST(writes == 0);
}

BOOST_AUTO_TEST_CASE(a_failed_write_is_repaired_by_the_next) {
  for (auto what : {fate::refused, fate::reply_lost, fate::late}) {
    store.fate_of_write = [what] {
      return what;
    };
    BOOST_TEST(!write(top(10), 2000));
    store.fate_of_write = {};
    BOOST_TEST(write(top(4, 50), 3000));
    store.apply_late();
    BOOST_TEST(write(top(4, 50), 4000));
    BOOST_TEST(store.rows("hashtags").size() == 4u);
    BOOST_TEST(store.row("hashtags", "0")["hashtag:count"] == "50");
  }
}

BOOST_AUTO_TEST_CASE(a_writer_with_a_clock_behind_is_heard) {
  BOOST_TEST(write(top(10), 9'000'000));
  BOOST_TEST(write(top(10, 200), 1000));
  BOOST_TEST(store.row("hashtags", "0")["hashtag:count"] == "200");
  BOOST_TEST(write(top(2, 200), 1000));
  BOOST_TEST(store.rows("hashtags").size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
