#include <boost/test/unit_test.hpp>

#include "http/engine_watch.hpp"
#include "made_view.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

std::string told(const engine_watch& watch, std::size_t n = 0) {
  const auto& events = *watch.log().told();
  return n < events.size() ? std::string{events[n].kind} + "|" + events[n].text
                           : "none";
}

std::size_t count_of(const engine_watch& watch) {
  return watch.log().told()->size();
}

live_view one_partition() {
  live_view view;
  view.ready = true;
  partition_view x;
  x.source = {"tweets", {0}};
  x.owned = true;
  x.owner = "me";
  view.partitions.push_back(x);
  return view;
}

engine_status healthy() {
  engine_status status;
  status.state = engine_state::running;
  return status;
}

/// A watch that has seen an engine with one partition.
struct seen {
  seen() {
    watch.look(1000, &view, &status);
  }
  live_view view = one_partition();
  engine_status status = healthy();
  engine_watch watch{0};
};

} // namespace

BOOST_AUTO_TEST_SUITE(engine_events)

BOOST_AUTO_TEST_CASE(an_engine_begins_with_its_start) {
  engine_watch watch{0};
  BOOST_TEST(told(watch).starts_with("started|Murmuration "));
  watch.look(1000, nullptr, nullptr);
  BOOST_TEST(count_of(watch) == 1u);
}

BOOST_AUTO_TEST_CASE(nothing_happens_while_nothing_changes) {
  seen s;
  auto before = s.watch.log().told();
  for (int i = 0; i < 100; ++i)
    s.watch.look(2000 + i * 1000, &s.view, &s.status);
  BOOST_TEST(s.watch.log().told() == before);
}

BOOST_AUTO_TEST_CASE(who_counts_a_partition_is_told_when_it_changes) {
  seen s;
  BOOST_TEST(told(s.watch) == "rebalance|This engine now counts tweets/0.");
  BOOST_TEST(told(s.watch, 1)
             == "ready|The counts are loaded, 0 tweets so "
                "far.");
  auto& x = s.view.partitions[0];
  x.owned = false;
  x.owner = "other";
  s.watch.look(2000, &s.view, &s.status);
  BOOST_TEST(count_of(s.watch) == 3u);
  s.watch.look(5000, &s.view, &s.status);
  BOOST_TEST(told(s.watch) == "rebalance|other now counts tweets/0.");
}

BOOST_AUTO_TEST_CASE(a_rebalance_of_many_partitions_is_one_event) {
  live_view view;
  for (std::uint32_t i = 0; i < 12; ++i) {
    auto x = one_partition().partitions[0];
    x.source.partition.value = i;
    view.partitions.push_back(x);
  }
  engine_watch watch{0};
  watch.look(1000, &view, nullptr);
  BOOST_TEST(told(watch)
             == "rebalance|This engine now counts tweets/0, tweets/1, "
                "tweets/2, tweets/3, tweets/4, tweets/5, tweets/6, tweets/7 "
                "and 4 more.");
  BOOST_TEST(count_of(watch) == 2u);
}

BOOST_AUTO_TEST_CASE(a_rewind_names_its_partition_and_repeats_are_counted) {
  seen s;
  for (std::int64_t i = 1; i <= 3; ++i) {
    ++s.view.rewinds;
    ++s.view.partitions[0].at_epoch;
    s.watch.look(1000 + i * 1000, &s.view, &s.status);
  }
  BOOST_TEST(told(s.watch)
             == "rewind|What was not durable is counted again: tweets/0. "
                "(3 times)");
  BOOST_TEST(count_of(s.watch) == 4u);
  ++s.view.rewinds;
  ++s.view.partitions[0].at_epoch;
  s.watch.look(100'000, &s.view, &s.status);
  BOOST_TEST(count_of(s.watch) == 5u);
}

BOOST_AUTO_TEST_CASE(a_reload_hides_the_rewinds_that_it_makes) {
  seen s;
  ++s.view.reloads;
  ++s.view.rewinds;
  s.watch.look(2000, &s.view, &s.status);
  BOOST_TEST(told(s.watch).starts_with("reload|"));
  BOOST_TEST(count_of(s.watch) == 4u);
}

BOOST_AUTO_TEST_CASE(only_new_gaps_are_told) {
  auto view = one_partition();
  view.partitions[0].sums.gaps = {{{10}, {12}}};
  engine_watch watch{0};
  watch.look(1000, &view, nullptr);
  BOOST_TEST(told(watch).starts_with("rebalance|"));
  view.partitions[0].sums.gaps.push_back({{20}, {25}});
  watch.look(2000, &view, nullptr);
  BOOST_TEST(told(watch)
             == "gap|tweets/0: 5 offsets were gone from the source before "
                "they were read, the last gap is from 20 to 25.");
  // A rewind takes the gap back, and it is found again.
  view.partitions[0].sums.gaps.pop_back();
  watch.look(3000, &view, nullptr);
  view.partitions[0].sums.gaps.push_back({{20}, {25}});
  watch.look(4000, &view, nullptr);
  BOOST_TEST(count_of(watch) == 4u);
}

BOOST_AUTO_TEST_CASE(trouble_has_a_reason_and_an_end) {
  seen s;
  s.status.state = engine_state::degraded;
  s.status.reasons = {"the store does not answer: refused"};
  s.watch.look(2000, &s.view, &s.status);
  BOOST_TEST(told(s.watch)
             == "degraded|Degraded: the store does not answer: refused");
  s.status.reasons = {"the store does not answer: timed out"};
  s.watch.look(3000, &s.view, &s.status);
  BOOST_TEST(count_of(s.watch) == 4u);
  s.status.reasons.clear();
  s.watch.look(14'000, &s.view, &s.status);
  BOOST_TEST(told(s.watch)
             == "recovered|Over: the store does not answer; it lasted 12 s.");
}

BOOST_AUTO_TEST_CASE(a_stopped_partition_is_told_once_and_when_it_reads_again) {
  seen s;
  s.view.partitions[0].error = "another log";
  s.status.reasons = {"tweets/0 is stopped: another log"};
  s.watch.look(2000, &s.view, &s.status);
  BOOST_TEST(told(s.watch)
             == "partition_error|tweets/0 is stopped: another log");
  BOOST_TEST(count_of(s.watch) == 4u);
  s.view.partitions[0].error.clear();
  s.status.reasons.clear();
  s.watch.look(3000, &s.view, &s.status);
  BOOST_TEST(told(s.watch) == "recovered|Read again: tweets/0.");
}

BOOST_AUTO_TEST_CASE(workers_that_die_and_the_end_are_told) {
  seen s;
  s.status.pools = {{"classifier", 1, 0, 0, 0, 2}};
  s.watch.look(2000, &s.view, &s.status);
  BOOST_TEST(told(s.watch)
             == "worker|A worker died and was replaced: classifier.");
  s.status.state = engine_state::draining;
  s.watch.look(3000, &s.view, &s.status);
  BOOST_TEST(told(s.watch).starts_with("stopping|"));
}

BOOST_AUTO_TEST_CASE(the_log_is_bounded_in_number_and_length) {
  event_log log;
  for (int i = 0; i < 1000; ++i)
    log.add({i, "gap", std::to_string(i)});
  BOOST_TEST(log.told()->size() == 200u);
  BOOST_TEST(log.told()->front().text == "999");
  std::string long_text = "x";
  while (long_text.size() < 5000)
    long_text += "\u00e9";
  log.add({2000, "gap", long_text});
  const auto& text = log.told()->front().text;
  BOOST_TEST(text.size() < 610u);
  BOOST_TEST(text.ends_with("\u00e9…"));
}

BOOST_AUTO_TEST_CASE(events_are_served_newest_first_and_limited) {
  running_server server;
  auto all = ask(server.port(), "/api/v1/events");
  BOOST_TEST(all.status == 200);
  BOOST_TEST(
      all.body.starts_with(R"({"events":[{"time":"2026-11-21T10:20:30)"));
  BOOST_TEST(all.body.find(R"("kind":"started")") != all.body.npos);
  BOOST_TEST(all.body.find("the store does not answer") != all.body.npos);
  auto one = ask(server.port(), "/api/v1/events?limit=1");
  BOOST_TEST(one.body.find("started") == one.body.npos);
  for (const auto* query : {"limit=0", "limit=201", "limit=x"})
    BOOST_TEST(ask(server.port(), "/api/v1/events?" + std::string{query}).status
                   == 400,
               query);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
