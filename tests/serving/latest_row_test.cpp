/// The row `latest` under every kind of failure, seen by a reader after every
/// change.
#include <boost/test/unit_test.hpp>

#include <random>

#include "runtime/serving/latest_row.hpp"
#include "tests/serving/fake_tables.hpp"

namespace murmuration::test {

namespace {

constexpr const char* table = "words";

using word_set = std::set<std::string>;

std::vector<serving::word_count>
words(std::initializer_list<const char*> names) {
  std::vector<serving::word_count> result;
  for (auto name : names)
    result.push_back({name, 1});
  return result;
}

struct fixture {
  fixture() {
    store.make(table, {"word_count"});
  }
  word_set shown() const {
    word_set result;
    for (auto& [column, value] : store.row(table, "latest"))
      result.insert(column.substr(column.find(':') + 1));
    return result;
  }
  /// The next write gets this, those after it are answered.
  void next(fate what) {
    store.fate_of_write = [this, what] {
      store.fate_of_write = {};
      return what;
    };
  }
  /// The write after the next one gets this.
  void second(fate what) {
    store.fate_of_write = [this, what] {
      next(what);
      return fate::answered;
    };
  }
  fake_tables store;
  serving::latest_row latest{table};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(latest_row, fixture)

BOOST_AUTO_TEST_CASE(the_new_words_are_put_before_the_old_ones_go) {
  BOOST_TEST(bool{latest.write(store, words({"a", "b"}), 1000)});
  std::vector<word_set> seen;
  store.changed = [&] {
    seen.push_back(shown());
  };
  BOOST_TEST(bool{latest.write(store, words({"b", "c"}), 2000)});
  std::vector<word_set> expected{{"a", "b", "c"}, {"b", "c"}};
  BOOST_TEST((seen == expected));
  BOOST_TEST(store.row(table, "latest")["word_count:c"] == "1");
}

BOOST_AUTO_TEST_CASE(no_words_leave_the_row_as_it_is) {
  BOOST_TEST(bool{latest.write(store, words({"a"}), 1000)});
  BOOST_TEST(bool{latest.write(store, {}, 2000)});
  BOOST_TEST((shown() == word_set{"a"}));
}

BOOST_AUTO_TEST_CASE(a_failed_delete_is_made_up_for_before_the_next_put) {
  BOOST_TEST(bool{latest.write(store, words({"a"}), 1000)});
  second(fate::refused);
  BOOST_TEST(!latest.write(store, words({"b"}), 2000));
  BOOST_TEST((shown() == word_set{"a", "b"}));
  store.changed = [&] {
    BOOST_TEST((!shown().contains("a") || !shown().contains("c")));
  };
  BOOST_TEST(bool{latest.write(store, words({"c"}), 3000)});
  BOOST_TEST((shown() == word_set{"c"}));
}

BOOST_AUTO_TEST_CASE(after_a_restart_the_row_is_made_whole_first) {
  BOOST_TEST(bool{latest.write(store, words({"a"}), 1000)});
  second(fate::refused);
  BOOST_TEST(!latest.write(store, words({"b"}), 2000));
  serving::latest_row again{table};
  store.changed = [&] {
    BOOST_TEST((!shown().contains("a") || !shown().contains("c")));
  };
  BOOST_TEST(bool{again.write(store, words({"c"}), 3000)});
  BOOST_TEST((shown() == word_set{"c"}));
}

BOOST_AUTO_TEST_CASE(a_put_that_arrives_late_brings_nothing_back) {
  BOOST_TEST(bool{latest.write(store, words({"a"}), 1000)});
  next(fate::late);
  BOOST_TEST(!latest.write(store, words({"b"}), 2000));
  BOOST_TEST(bool{latest.write(store, words({"c"}), 3000)});
  store.apply_late();
  BOOST_TEST((shown() == word_set{"c"}));
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_behind_is_no_obstacle) {
  BOOST_TEST(bool{latest.write(store, words({"a"}), 9'000'000)});
  serving::latest_row other{table};
  BOOST_TEST(bool{other.write(store, words({"b"}), 1000)});
  BOOST_TEST((shown() == word_set{"b"}));
}

BOOST_AUTO_TEST_CASE(a_reader_never_sees_nothing_nor_words_that_left_long_ago) {
  auto seed = std::random_device{}();
  BOOST_TEST_CONTEXT("seed " << seed) {
    std::mt19937 random{seed};
    store.fate_of_write = [&] {
      switch (random() % 8) {
        case 0:
          return fate::refused;
        case 1:
          return fate::reply_lost;
        case 2:
          return fate::late;
        default:
          return fate::answered;
      }
    };
    auto held = std::make_unique<serving::latest_row>(table);
    auto began = false;
    store.changed = [&] {
      auto now = shown();
      began = began || !now.empty();
      BOOST_TEST(now.empty() != began);
      BOOST_TEST(now.size() <= 2u);
    };
    for (auto i = 0; i < 2000; ++i) {
      auto name = "w" + std::to_string(i);
      static_cast<void>(held->write(store, {{name, 1}}, 1000 + i));
      if (random() % 10 == 0)
        store.apply_late();
      // A process that died takes its late calls with it.
      if (random() % 50 == 0) {
        store.apply_late();
        held = std::make_unique<serving::latest_row>(table);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
