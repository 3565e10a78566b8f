/// Each letter is written once, whatever became of earlier calls.
#include <boost/test/unit_test.hpp>

#include <map>

#include "runtime/letters/letter_book.hpp"
#include "runtime/letters/memory/memory_letters.hpp"
#include "tests/letters/made_letters.hpp"

namespace murmuration::test {

namespace {

struct scene {
  std::map<std::int64_t, int> there(const topic_partition& source = tweets_0) {
    std::map<std::int64_t, int> result;
    for (auto& x : box->entries)
      if (x.source == source)
        ++result[x.at.next.value];
    return result;
  }
  /// The engine is killed and started again.
  void restart() {
    sink = std::make_unique<memory_letters>(box, decide);
    book = std::make_unique<letter_book>(*sink);
  }

  letter_fate next = letter_fate::acknowledged;
  int reads = 0;
  memory_letters::decider decide = [this](bool writes) {
    reads += !writes;
    return writes ? std::exchange(next, letter_fate::acknowledged)
                  : letter_fate::acknowledged;
  };
  std::shared_ptr<memory_letter_box> box =
      std::make_shared<memory_letter_box>();
  std::unique_ptr<memory_letters> sink =
      std::make_unique<memory_letters>(box, decide);
  std::unique_ptr<letter_book> book = std::make_unique<letter_book>(*sink);
};

using offsets = std::map<std::int64_t, int>;

} // namespace

BOOST_FIXTURE_TEST_SUITE(book, scene)

BOOST_AUTO_TEST_CASE(an_answer_names_its_call_and_all_that_was_written) {
  auto answer = book->write(made_call(0, {3, 5}));
  BOOST_TEST(answer.error.empty());
  BOOST_TEST(answer.number == 7);
  BOOST_TEST((answer.source == tweets_0));
  BOOST_TEST(answer.written == 2);
  BOOST_TEST(book->write(made_call(6, {8})).written == 3);
}

BOOST_AUTO_TEST_CASE(within_an_epoch_it_is_read_back_once) {
  book->write(made_call(0, {3, 5}));
  book->write(made_call(6, {8}));
  BOOST_TEST(reads == 1);
  book->write(made_call(6, {8}, 1));
  BOOST_TEST(reads == 2);
  BOOST_TEST((there() == offsets{{3, 1}, {5, 1}, {8, 1}}));
}

BOOST_AUTO_TEST_CASE(a_killed_engine_writes_nothing_twice) {
  book->write(made_call(0, {3, 5}));
  restart();
  // Its delta may be cut elsewhere.
  book->write(made_call(0, {3}));
  book->write(made_call(4, {5, 9}));
  BOOST_TEST((there() == offsets{{3, 1}, {5, 1}, {9, 1}}));
}

BOOST_AUTO_TEST_CASE(a_failed_write_is_looked_up_before_the_next) {
  for (auto fate : {letter_fate::refused, letter_fate::reply_lost,
                    letter_fate::cut_short, letter_fate::late}) {
    restart();
    box->entries.clear();
    next = fate;
    BOOST_TEST(!book->write(made_call(0, {3, 5, 7})).error.empty());
    BOOST_TEST(book->write(made_call(0, {3, 5, 7})).error.empty());
    BOOST_TEST((there() == offsets{{3, 1}, {5, 1}, {7, 1}}));
  }
}

BOOST_AUTO_TEST_CASE(a_new_log_has_letters_of_its_own_at_the_same_offsets) {
  book->write(made_call(0, {3, 5}));
  book->write(made_call(0, {3}, 1, tweets_0, 1));
  BOOST_TEST((there() == offsets{{3, 2}, {5, 1}}));
}

BOOST_AUTO_TEST_CASE(partitions_do_not_mix) {
  book->write(made_call(0, {3, 5}));
  book->write(made_call(0, {3}, 0, tweets_1));
  BOOST_TEST((there(tweets_1) == offsets{{3, 1}}));
}

BOOST_AUTO_TEST_CASE(without_reading_back_a_crash_repeats_letters) {
  book->write(made_call(0, {3}));
  letter_book careless{*sink, {.read_back = false}};
  careless.write(made_call(0, {3}));
  BOOST_TEST((there() == offsets{{3, 2}}));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
