/// When the serving_writer asks, and what it tells.
#include "actors/serving_writer.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/actors/extras.hpp"
#include "tests/serving/fake_tables.hpp"

namespace murmuration::test {

namespace {

using std::chrono::milliseconds;

struct scene : stage {
  scene() {
    serving::serving_options options;
    options.hashtags = {true, "h", 2000, 0};
    options.predictions = {true, "p", 1000, 60'000};
    subject = keep(system.spawn(
        serving_writer, options, tables, noting_aggregator(*this, counts),
        noting_supervisor(*this, supervisor), [this] { return now_ms; }));
    run();
  }
  void tell(std::uint64_t positive, std::uint64_t coffee) {
    auto batch = std::make_shared<serving_batch>();
    batch->mine = true;
    batch->input.positive = positive;
    batch->top = {{"coffee", "Coffee", coffee}};
    counts.tables = batch;
  }

  aggregator_notes counts;
  supervisor_notes supervisor;
  std::shared_ptr<fake_tables> tables = std::make_shared<fake_tables>();
  serving_writer_actor subject;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(writing_tables, scene)

BOOST_AUTO_TEST_CASE(each_table_is_written_at_its_interval) {
  tell(1, 7);
  pass(milliseconds(4100));
  BOOST_TEST(tables->rows("p").size() >= 4u);
  BOOST_TEST(tables->rows("p").size() <= 5u);
  BOOST_TEST(tables->row("h", "0")["hashtag:count"] == "7");
  tell(1, 8);
  pass(milliseconds(2000));
  BOOST_TEST(tables->row("h", "0")["hashtag:count"] == "8");
}

BOOST_AUTO_TEST_CASE(only_the_first_time_all_ids_taken_back_are_wanted) {
  tell(1, 7);
  pass(milliseconds(3000));
  BOOST_REQUIRE(counts.asked_for_all.size() >= 3u);
  BOOST_TEST(counts.asked_for_all[0]);
  BOOST_TEST(!counts.asked_for_all[1]);
  BOOST_TEST(!counts.asked_for_all[2]);
}

BOOST_AUTO_TEST_CASE(while_the_counts_catch_up_nothing_is_written) {
  pass(milliseconds(3000));
  BOOST_TEST(counts.asked_for_all.size() > 1u);
  BOOST_TEST(tables->calls == 0);
}

BOOST_AUTO_TEST_CASE(a_store_that_is_down_is_told_once_and_its_end_too) {
  tell(1, 7);
  tables->down = true;
  pass(milliseconds(5000));
  BOOST_TEST(!supervisor.behind.empty());
  BOOST_TEST(supervisor.behind.size() <= 2u); // one table more may be tried
  tables->down = false;
  pass(milliseconds(3000));
  BOOST_TEST(supervisor.behind.back().reasons.empty());
  std::uint64_t sum = 0;
  for (auto& [name, row] : tables->rows("p"))
    sum += std::stoull(row.columns.at("tweet_count:positive").value);
  BOOST_TEST(sum == counts.asked_for_all.size());
}

BOOST_AUTO_TEST_CASE(the_last_write_comes_at_once) {
  tell(1, 7);
  pass(milliseconds(1050));
  auto before = tables->rows("p").size();
  auto answered = false;
  system.spawn([&](caf::event_based_actor* self) {
    self->request(subject, caf::infinite, stop_atom::value)
        .then([&](stop_atom) { answered = true; });
  });
  run();
  BOOST_TEST(answered);
  BOOST_TEST(tables->rows("p").size() == before + 1);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
