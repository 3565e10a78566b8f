/// The aggregate's effects as messages, and views at their pace.
#include "actors/aggregator.hpp"

#include <boost/test/unit_test.hpp>

#include "actors/store_writer.hpp"
#include "runtime/store/memory/memory_store.hpp"
#include "tests/actors/extras.hpp"

namespace murmuration::test {

namespace {

using std::chrono::milliseconds;

const topic_partition tweets_0{"tweets", {0}};

struct consumer_notes {
  std::vector<start_reading> starts;
  std::uint32_t credit = 0;
  int halts = 0;
};

struct scene : stage {
  explicit scene(bool drain = false) {
    aggregate_options options;
    options.instance = "me";
    options.drain = drain;
    options.lists.windows = options.lists.trending = true;
    options.random = [n = std::uint64_t{1}]() mutable {
      return n++;
    };
    auto store = std::make_shared<memory_store>(
        std::make_shared<memory_cells>(), [this](const store_call&) {
          return down ? fate::refused : fate::acknowledged;
        });
    subject = keep(system.spawn(
        aggregator, options,
        aggregator_peers{
            keep(system.spawn(store_writer, store, std::string{"job"},
                              protocol_rules{})),
            noting_supervisor(*this, told), noting_dashboard(*this, shown)},
        [this](const topic_partition&, offset next) { durable = next; },
        [this] { return now_ms; }));
    run();
  }

  void begin() {
    auto ranges = std::make_shared<const std::vector<partition_range>>(
        std::vector<partition_range>{{tweets_0, {0}, {10}}});
    caf::anon_send(subject, found_atom::value, source_ranges{ranges});
    caf::anon_send(subject, assign_atom::value, tweets_0, consumer());
    run();
    pass(milliseconds(60));
    BOOST_REQUIRE(reading.starts.size() == 1);
  }
  consumer_actor consumer() {
    return keep(system.spawn(
        [this](consumer_actor::pointer) -> consumer_actor::behavior_type {
          return {
              [this](const start_reading& x) { reading.starts.push_back(x); },
              [this](halt_atom) { ++reading.halts; },
              [](close_atom) { return close_atom::value; },
              [this](credit_atom, std::uint32_t n) { reading.credit += n; },
              [](wake_atom) {},
              [](linger_atom, std::uint64_t) {},
          };
        }));
  }
  void feed(std::int64_t first, std::int64_t next) {
    auto batch = std::make_shared<tweet_batch>();
    batch->source = tweets_0;
    batch->number = {number++};
    batch->first = {first};
    batch->next = {next};
    batch->outcomes.skipped = static_cast<std::uint64_t>(next - first);
    caf::anon_send(subject, batch_ptr{std::move(batch)});
    run();
  }
  std::optional<drain_report> drain() {
    auto report = std::make_shared<std::optional<drain_report>>();
    keep(system.spawn([=, this](caf::event_based_actor* self) {
      self->request(subject, caf::infinite, drain_atom::value)
          .then([=](drain_report& x) { *report = x; });
    }));
    run();
    pass(milliseconds(100));
    return *report;
  }

  std::uint64_t number = 0;
  bool down = false;
  offset durable;
  consumer_notes reading;
  supervisor_notes told;
  dashboard_notes shown;
  aggregator_actor subject;
};

struct draining_scene : scene {
  draining_scene()
    : scene(true) {}
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(aggregating, scene)

BOOST_AUTO_TEST_CASE(a_batch_becomes_credit_and_then_durable) {
  begin();
  feed(0, 5);
  BOOST_TEST(reading.credit == 1);
  BOOST_TEST(durable.value == 0);
  pass(milliseconds(1100));
  BOOST_TEST(durable.value == 5);
}

BOOST_AUTO_TEST_CASE(a_change_after_quiet_is_shown_at_once) {
  begin();
  pass(milliseconds(10));
  auto before = shown.views.size();
  feed(0, 1);
  BOOST_REQUIRE(shown.views.size() == before + 1);
  BOOST_TEST(shown.views.back()->partitions.at(0).applied.value == 1);
}

BOOST_AUTO_TEST_CASE(who_sees_ready_counts_finds_the_other_views) {
  begin();
  BOOST_REQUIRE(shown.complete.has_value());
  BOOST_TEST(*shown.complete);
}

BOOST_AUTO_TEST_CASE(views_come_at_most_every_millisecond) {
  begin();
  pass(milliseconds(10));
  auto before = shown.views.size();
  for (auto i = 0; i < 100; ++i)
    feed(i, i + 1);
  BOOST_TEST(shown.views.size() == before + 1);
  pass(milliseconds(1));
  BOOST_REQUIRE(shown.views.size() == before + 2);
  BOOST_TEST(shown.views.back()->partitions.at(0).applied.value == 100);
  for (auto i = 100; i < 200; i += 2) {
    feed(i, i + 1);
    feed(i + 1, i + 2);
    pass(milliseconds(1));
  }
  BOOST_TEST(shown.views.size() <= before + 53);
}

BOOST_AUTO_TEST_CASE(an_idle_engine_makes_no_views) {
  begin();
  pass(milliseconds(1000));
  auto views = shown.views.size();
  auto times = shown.times.size();
  pass(milliseconds(1000));
  BOOST_TEST(shown.views.size() == views);
  BOOST_TEST(shown.times.size() == times);
}

BOOST_AUTO_TEST_CASE(the_history_comes_at_most_four_times_a_second) {
  begin();
  auto before = shown.times.size();
  for (auto i = 0; i < 100; ++i) {
    feed(i, i + 1);
    pass(milliseconds(10));
  }
  BOOST_TEST(shown.times.size() - before >= 3);
  BOOST_TEST(shown.times.size() - before <= 5);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_put_back_still_shows_the_history) {
  begin();
  now_ms -= 86'400'000;
  auto before = shown.times.size();
  feed(0, 5);
  pass(milliseconds(60));
  BOOST_TEST(shown.times.size() > before);
}

BOOST_AUTO_TEST_CASE(a_drain_is_answered_when_all_is_durable) {
  begin();
  feed(0, 5);
  auto report = drain();
  BOOST_REQUIRE(report.has_value());
  BOOST_TEST(report->complete);
  BOOST_TEST(report->view->partitions.at(0).durable.value == 5);
  BOOST_TEST(reading.halts == 1);
}

BOOST_AUTO_TEST_CASE(a_drain_waits_while_the_store_is_down) {
  begin();
  feed(0, 5);
  down = true;
  BOOST_TEST(!drain().has_value());
}

BOOST_AUTO_TEST_CASE(troubles_are_told_when_they_change) {
  begin();
  feed(0, 5);
  down = true;
  pass(milliseconds(3000));
  BOOST_REQUIRE(told.troubles.size() == 1);
  BOOST_TEST(told.troubles[0].reasons.size() == 1);
  down = false;
  pass(milliseconds(3000));
  BOOST_REQUIRE(told.troubles.size() == 2);
  BOOST_TEST(told.troubles[1].reasons.empty());
}

BOOST_AUTO_TEST_CASE(a_revoke_is_answered_when_nothing_is_open) {
  begin();
  feed(0, 5);
  auto answered = false;
  auto gone = std::make_shared<const std::vector<topic_partition>>(1, tweets_0);
  keep(system.spawn([&](caf::event_based_actor* self) {
    self->request(subject, caf::infinite, revoke_atom::value,
                  partition_list{gone})
        .then([&](revoke_atom) { answered = true; });
  }));
  run();
  BOOST_TEST(answered);
  BOOST_TEST(reading.halts == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(aggregating_to_an_end, draining_scene)

BOOST_AUTO_TEST_CASE(the_supervisor_is_told_when_the_ends_are_reached) {
  begin();
  feed(0, 10);
  pass(milliseconds(200));
  BOOST_REQUIRE(told.drained.size() == 1);
  BOOST_TEST(told.drained[0].view->partitions.at(0).durable.value == 10);
}

BOOST_AUTO_TEST_CASE(a_drain_after_the_end_is_answered_at_once) {
  begin();
  feed(0, 10);
  pass(milliseconds(200));
  BOOST_TEST(drain().has_value());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
