/// When a consumer sends what it read, and what is in it.
#include "actors/consumer.hpp"

#include <boost/test/unit_test.hpp>

#include "runtime/source/record_hash.hpp"
#include "tests/actors/extras.hpp"
#include "tests/actors/made_source.hpp"

namespace murmuration::test {

namespace {

using std::chrono::milliseconds;

struct scene : stage {
  scene() {
    options.limits = {10, 1000};
    options.credit = 3;
    options.linger_ms = 2;
    options.now = [this] {
      return now_ms;
    };
  }
  ~scene() {
    // Its reader wakes it: one keeps the other alive.
    caf::anon_send_exit(subject, caf::exit_reason::kill);
    run();
    log.wake = {};
  }

  void begin(std::int64_t from = 0, std::uint64_t at_epoch = 0) {
    if (!subject)
      subject =
          keep(system.spawn(consumer, topic_partition{"t", {0}},
                            std::make_shared<made_source>(log),
                            consumer_outlets{{noting_pool(*this, leg)},
                                             noting_aggregator(*this, seen)},
                            options));
    caf::anon_send(subject, start_reading{{at_epoch}, {from}, {}});
    run();
  }
  void records(int n, std::size_t size = 20) {
    for (; n > 0; --n)
      log.add(std::string(size, 'x'));
  }
  void wake() {
    log.wake();
    run();
  }
  void credit(std::uint32_t n) {
    caf::anon_send(subject, credit_atom::value, n);
    run();
  }
  /// So that one batch is in flight, and the consumer no longer idle.
  void occupy() {
    records(1);
    begin();
    BOOST_REQUIRE(seen.batches.size() == 1);
  }

  consumer_options options;
  made_log log;
  aggregator_notes seen;
  pool_notes leg;
  consumer_actor subject;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(consuming, scene)

BOOST_AUTO_TEST_CASE(an_idle_consumer_sends_at_once) {
  records(1);
  begin();
  BOOST_REQUIRE(seen.batches.size() == 1);
  BOOST_TEST(leg.batches.size() == 1);
  BOOST_TEST((leg.batches[0] == seen.batches[0]));
  auto& batch = *seen.batches[0];
  BOOST_TEST(batch.first.value == 0);
  BOOST_TEST(batch.next.value == 1);
  BOOST_TEST(batch.outcomes.counted == 1);
  BOOST_TEST(batch.tweets.size() == 1);
  BOOST_TEST(batch.tweets[0].event_ms == 1000);
}

BOOST_AUTO_TEST_CASE(with_credit_in_use_it_collects_until_it_has_lingered) {
  occupy();
  records(2);
  wake();
  records(2);
  wake();
  BOOST_TEST(seen.batches.size() == 1);
  pass(milliseconds(2));
  BOOST_REQUIRE(seen.batches.size() == 2);
  BOOST_TEST(seen.batches[1]->outcomes.counted == 4);
}

BOOST_AUTO_TEST_CASE(with_credit_in_use_it_collects_up_to_the_record_limit) {
  occupy();
  records(13);
  wake();
  BOOST_REQUIRE(seen.batches.size() == 2);
  BOOST_TEST(seen.batches[1]->outcomes.counted == 10);
  pass(milliseconds(2));
  BOOST_REQUIRE(seen.batches.size() == 3);
  BOOST_TEST(seen.batches[2]->outcomes.counted == 3);
}

BOOST_AUTO_TEST_CASE(a_large_record_goes_alone) {
  records(1);
  records(1, 5000);
  records(1);
  begin();
  credit(2);
  pass(milliseconds(2));
  BOOST_REQUIRE(seen.batches.size() == 3);
  for (auto& x : seen.batches)
    BOOST_TEST(x->outcomes.counted == 1);
}

// It waited for the batch to fill up, and the batch for the record to fit.
BOOST_AUTO_TEST_CASE(a_record_that_does_not_fit_any_more_sends_the_batch) {
  occupy();
  records(3, 400);
  wake();
  BOOST_REQUIRE(seen.batches.size() == 2);
  BOOST_TEST(seen.batches[1]->outcomes.counted == 2);
  pass(milliseconds(2));
  BOOST_REQUIRE(seen.batches.size() == 3);
  BOOST_TEST(seen.batches[2]->outcomes.counted == 1);
}

BOOST_AUTO_TEST_CASE(without_credit_it_does_not_read) {
  records(100);
  begin();
  BOOST_TEST(seen.batches.size() == 3);
  auto reads = log.reads;
  wake();
  pass(milliseconds(50));
  BOOST_TEST(log.reads == reads);
  credit(1);
  BOOST_TEST(seen.batches.size() == 4);
}

BOOST_AUTO_TEST_CASE(more_credit_than_there_is_counts_as_all_of_it) {
  begin();
  credit(100);
  records(100);
  wake();
  BOOST_TEST(seen.batches.size() == 3);
}

BOOST_AUTO_TEST_CASE(batches_are_numbered_and_follow_each_other) {
  records(25);
  begin(0, 7);
  for (std::size_t i = 0; i < seen.batches.size(); ++i) {
    BOOST_TEST(seen.batches[i]->number.value == i);
    BOOST_TEST(seen.batches[i]->at_epoch.value == 7);
    if (i > 0)
      BOOST_TEST((seen.batches[i]->first == seen.batches[i - 1]->next));
  }
}

BOOST_AUTO_TEST_CASE(many_wakes_arm_one_timer) {
  occupy();
  records(1);
  for (auto i = 0; i < 100; ++i)
    log.wake();
  run();
  pass(milliseconds(10));
  BOOST_TEST(seen.batches.size() == 2);
}

BOOST_AUTO_TEST_CASE(halt_forgets_what_was_not_sent) {
  occupy();
  records(2);
  wake();
  caf::anon_send(subject, halt_atom::value);
  run();
  BOOST_TEST(log.readers == 0);
  pass(milliseconds(10));
  BOOST_TEST(seen.batches.size() == 1);
  begin(1, 1);
  pass(milliseconds(10));
  BOOST_REQUIRE(seen.batches.size() == 2);
  BOOST_TEST(seen.batches[1]->number.value == 0);
  BOOST_TEST(seen.batches[1]->outcomes.counted == 2);
}

BOOST_AUTO_TEST_CASE(credit_is_held_across_epochs) {
  records(100);
  begin();
  caf::anon_send(subject, halt_atom::value);
  begin(0, 1);
  BOOST_TEST(seen.batches.size() == 3);
  credit(1);
  BOOST_TEST(seen.batches.size() == 4);
  BOOST_TEST(seen.batches[3]->at_epoch.value == 1);
}

BOOST_AUTO_TEST_CASE(close_is_answered_when_the_reader_is_gone) {
  begin();
  auto closed = false;
  keep(system.spawn([&](caf::event_based_actor* self) {
    self->request(subject, caf::infinite, close_atom::value)
        .then([&](close_atom) { closed = log.readers == 0; });
  }));
  run();
  BOOST_TEST(closed);
}

BOOST_AUTO_TEST_CASE(holes_and_gaps_are_counted) {
  log.records = {{12, "a", 0}, {15, "b", 0}};
  log.end = 20;
  log.lost = gap{{0}, {10}};
  begin();
  pass(milliseconds(2));
  std::uint64_t holes = 0, records = 0, lost = 0;
  for (auto& x : seen.batches) {
    holes += x->holes;
    records += x->outcomes.records();
    if (x->lost)
      lost +=
          static_cast<std::uint64_t>(x->lost->to.value - x->lost->from.value);
  }
  BOOST_TEST(lost == 10);
  BOOST_TEST(records == 2);
  BOOST_TEST(holes == 8);
  BOOST_TEST(seen.batches.back()->next.value == 20);
}

BOOST_AUTO_TEST_CASE(the_last_fingerprint_is_that_of_the_last_record) {
  log.add("first");
  log.add("last");
  begin();
  BOOST_REQUIRE(seen.batches.size() == 1);
  auto last = seen.batches[0]->last;
  BOOST_REQUIRE(last.has_value());
  BOOST_TEST(last->at.value == 1);
  BOOST_TEST(last->hash == record_hash({}, "last"));
}

BOOST_AUTO_TEST_CASE(a_refused_record_leaves_no_fingerprint) {
  records(1, 600);
  records(1, 700);
  begin();
  auto last = seen.batches.at(0)->last;
  BOOST_REQUIRE(last.has_value());
  BOOST_TEST(last->at.value == 0);
  BOOST_TEST(last->hash == record_hash({}, std::string(600, 'x')));
}

BOOST_AUTO_TEST_CASE(what_is_no_tweet_is_rejected_with_its_reason) {
  log.add(R"({"delete":{"status":{"id":1}}})");
  log.add(R"({"text":"cut off)");
  begin();
  BOOST_REQUIRE(seen.batches.size() == 1);
  auto& batch = *seen.batches[0];
  BOOST_TEST(batch.outcomes.skipped == 1);
  BOOST_TEST(batch.outcomes.malformed == 1);
  BOOST_REQUIRE(batch.rejects.size() == 2);
  BOOST_TEST(batch.rejects[1].at.value == 1);
  BOOST_TEST((batch.rejects[1].reason == malformed_reason::bad_json));
}

BOOST_AUTO_TEST_CASE(a_batch_has_the_ids_that_its_delete_notices_name) {
  log.add(R"({"delete":{"status":{"id":1,"id_str":"2"}}})");
  log.add(R"({"limit":{"track":5}})");
  log.add("{'delete': {'tweet': {'id': '3'}}}");
  begin();
  BOOST_REQUIRE(seen.batches.size() == 1);
  auto& batch = *seen.batches[0];
  BOOST_TEST(batch.outcomes.skipped == 3);
  BOOST_TEST(batch.deleted == (std::vector<std::string_view>{"2", "3"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(malformed_records_go_with_their_batch_when_they_are_kept) {
  options.keep_letters = true;
  log.add("fine");
  log.add(R"({"text":)");
  log.add("");
  log.add("\xff");
  begin();
  BOOST_REQUIRE(seen.batches.size() == 1);
  BOOST_REQUIRE(seen.batches[0]->letters);
  auto& letters = seen.batches[0]->letters->letters;
  BOOST_REQUIRE(letters.size() == 2);
  BOOST_TEST(letters[0].at.value == 1);
  BOOST_TEST(letters[0].value == R"({"text":)");
  BOOST_TEST((letters[0].reason == malformed_reason::bad_json));
  BOOST_TEST(letters[1].at.value == 3);
  BOOST_TEST(letters[1].value_bytes == 1);
  log.add("fine");
  wake();
  credit(1);
  BOOST_TEST(!seen.batches.back()->letters);
}

BOOST_AUTO_TEST_CASE(malformed_records_are_only_counted_unless_they_are_kept) {
  log.add(R"({"text":)");
  begin();
  BOOST_TEST(seen.batches.at(0)->outcomes.malformed == 1);
  BOOST_TEST(!seen.batches[0]->letters);
}

BOOST_AUTO_TEST_CASE(an_identity_error_is_told_once_and_stops_reading) {
  log.identity_error = "another log";
  begin(0, 5);
  BOOST_REQUIRE(seen.stopped.size() == 1);
  BOOST_TEST(seen.stopped[0].reason == "another log");
  BOOST_TEST(seen.stopped[0].at_epoch.value == 5);
  BOOST_TEST(log.readers == 0);
  wake();
  BOOST_TEST(seen.stopped.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_million_malformed_records_are_ten_log_lines) {
  consumer_state state;
  state.options = options;
  tweet_batch batch;
  for (auto i = 0; i < 100; ++i)
    batch.rejects.push_back(
        {{i}, outcome::malformed, malformed_reason::bad_json});
  BOOST_TEST(state.worth_logging(batch).size() == 10);
  BOOST_TEST(state.worth_logging(batch).empty());
  now_ms += 10'000;
  BOOST_TEST(state.worth_logging(batch).size() == 10);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
