/// Who is replaced, who ends the engine, and in which order it ends.
#include "actors/supervisor.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/actors/extras.hpp"
#include "tests/actors/made_source.hpp"

namespace murmuration::test {

namespace {

using std::chrono::milliseconds;

struct scene : stage {
  void begin() {
    supervisor_options options;
    options.build = [this](const supervisor_actor&) {
      engine_parts parts;
      parts.aggregator = noting_aggregator(*this, seen);
      parts.store_writer = idle_store_writer(*this);
      parts.pools = {noting_pool(*this, leg)};
      parts.dashboard = noting_dashboard(*this, shown);
      parts.make_consumer = [this](const topic_partition&) {
        return consumer();
      };
      if (with_tables)
        parts.make_serving_writer = [this] {
          return serving_writer();
        };
      made = parts;
      return parts;
    };
    options.source = std::make_shared<made_source>(log);
    options.ended = [this](engine_end how) {
      ++ends;
      end = std::move(how);
    };
    options.export_tags = export_tags;
    subject = keep(system.spawn(supervisor, std::move(options)));
    run();
  }
  ~scene() {
    caf::anon_send_exit(subject, caf::exit_reason::kill);
    run();
    log.events = {};
    made = {};
  }

  consumer_actor consumer() {
    auto x = keep(system.spawn(
        [this](consumer_actor::pointer self) -> consumer_actor::behavior_type {
          return {
              [](const start_reading&) {},
              [](halt_atom) {},
              [this, self](close_atom) {
                ++closes;
                auto promise = self->make_response_promise<close_atom>();
                if (closes_at_once)
                  promise.deliver(close_atom::value);
                return promise;
              },
              [](credit_atom, std::uint32_t) {},
              [](wake_atom) {},
              [](linger_atom, std::uint64_t) {},
          };
        }));
    consumers.push_back(x);
    return x;
  }
  serving_writer_actor serving_writer() {
    auto x = keep(system.spawn([this](serving_writer_actor::pointer self)
                                   -> serving_writer_actor::behavior_type {
      return {
          [this, self](stop_atom) {
            ++last_writes;
            auto promise = self->make_response_promise<stop_atom>();
            if (writes_at_once)
              promise.deliver(stop_atom::value);
            return promise;
          },
          [](tick_atom) {},
      };
    }));
    serving_writers.push_back(x);
    return x;
  }
  void assign(int n) {
    log.events.assigned({{"t", {n}}});
    run();
  }
  void revoke(std::vector<topic_partition> gone) {
    log.events.revoked(std::move(gone));
    run();
  }
  template <class Handle>
  void kill(const Handle& x) {
    caf::anon_send_exit(x, caf::exit_reason::kill);
    run();
  }
  void stop() {
    caf::anon_send(subject, stop_atom::value);
    run();
  }
  engine_status status() {
    pass(milliseconds(1000));
    return *shown.states.back();
  }

  bool export_tags = false;
  bool with_tables = false;
  bool writes_at_once = true;
  int last_writes = 0;
  std::vector<serving_writer_actor> serving_writers;
  bool closes_at_once = true;
  int closes = 0;
  int ends = 0;
  engine_end end;
  engine_parts made;
  made_log log;
  aggregator_notes seen;
  pool_notes leg;
  dashboard_notes shown;
  std::vector<consumer_actor> consumers;
  supervisor_actor subject;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(supervising, scene)

BOOST_AUTO_TEST_CASE(an_assigned_partition_gets_one_consumer) {
  begin();
  assign(0);
  assign(1);
  assign(0);
  BOOST_TEST(consumers.size() == 2);
  BOOST_TEST(seen.assigned.size() == 3);
  BOOST_TEST((seen.consumers[2] == consumers[0]));
}

BOOST_AUTO_TEST_CASE(a_dead_consumer_is_replaced_and_reported_as_lost) {
  begin();
  assign(0);
  kill(consumers[0]);
  BOOST_REQUIRE(seen.lost.size() == 1);
  BOOST_TEST(consumers.size() == 2);
  BOOST_TEST((seen.consumers.back() == consumers[1]));
  BOOST_TEST(ends == 0);
  kill(consumers[1]);
  BOOST_TEST(seen.lost.size() == 2);
}

BOOST_AUTO_TEST_CASE(a_dead_aggregator_ends_the_engine) {
  begin();
  kill(made.aggregator);
  BOOST_TEST(ends == 1);
  BOOST_TEST(end.failure.find("the aggregator died") == 0);
}

BOOST_AUTO_TEST_CASE(a_dead_store_writer_ends_the_engine) {
  begin();
  kill(made.store_writer);
  BOOST_TEST(end.failure.find("the store_writer died") == 0);
}

BOOST_AUTO_TEST_CASE(a_dead_router_ends_the_engine) {
  begin();
  kill(made.pools[0]);
  BOOST_TEST(end.failure.find("the router of a pool died") == 0);
}

BOOST_AUTO_TEST_CASE(a_dead_dashboard_ends_the_engine) {
  begin();
  kill(made.dashboard);
  BOOST_TEST(end.failure.find("the dashboard died") == 0);
}

BOOST_AUTO_TEST_CASE(
    a_failure_ends_the_engine_once_and_the_first_reason_stays) {
  begin();
  assign(0);
  caf::anon_send(subject, engine_failure{"first"});
  caf::anon_send(subject, engine_failure{"second"});
  run();
  BOOST_TEST(ends == 1);
  BOOST_TEST(end.failure == "first");
  BOOST_TEST(seen.lost.empty());
}

BOOST_AUTO_TEST_CASE(a_source_that_gives_up_ends_the_engine) {
  begin();
  log.events.failed("another engine has this name");
  run();
  BOOST_TEST(ends == 1);
  BOOST_TEST(end.failure == "another engine has this name");
}

BOOST_AUTO_TEST_CASE(a_source_that_cannot_start_ends_the_engine) {
  log.start_throws = true;
  begin();
  BOOST_TEST(ends == 1);
  BOOST_TEST(end.failure.find("no such broker") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(stop_drains_first_and_leaves_nobody_behind) {
  begin();
  assign(0);
  auto alive = system.registry().running();
  stop();
  BOOST_TEST(seen.drains == 1);
  BOOST_TEST(ends == 1);
  BOOST_TEST(end.failure.empty());
  BOOST_TEST(end.report.complete);
  // Supervisor, consumer, pool, aggregator, store_writer, dashboard.
  BOOST_TEST(system.registry().running() == alive - 6);
}

BOOST_AUTO_TEST_CASE(a_second_stop_changes_nothing) {
  seen.drains_at_once = false;
  begin();
  stop();
  stop();
  BOOST_TEST(seen.drains == 1);
}

BOOST_AUTO_TEST_CASE(stop_is_bounded) {
  seen.drains_at_once = false;
  begin();
  stop();
  pass(milliseconds(4900));
  BOOST_TEST(ends == 0);
  BOOST_TEST((shown.states.back()->state == engine_state::draining));
  pass(milliseconds(200));
  BOOST_TEST(ends == 1);
  BOOST_TEST(end.failure.empty());
  BOOST_TEST(!end.report.complete);
}

BOOST_AUTO_TEST_CASE(an_actor_that_dies_while_stopping_ends_it_as_a_failure) {
  seen.drains_at_once = false;
  begin();
  stop();
  kill(made.aggregator);
  BOOST_TEST(ends == 1);
  BOOST_TEST(!end.failure.empty());
}

BOOST_AUTO_TEST_CASE(a_finished_drain_ends_the_engine_with_its_tags) {
  export_tags = true;
  seen.tags_known = std::make_shared<const std::vector<top_tag>>(3);
  begin();
  caf::anon_send(subject, drain_report{nullptr, true});
  run();
  BOOST_TEST(ends == 1);
  BOOST_TEST(end.failure.empty());
  BOOST_REQUIRE(end.tags);
  BOOST_TEST(end.tags->size() == 3);
}

BOOST_AUTO_TEST_CASE(partitions_are_released_when_their_readers_are_closed) {
  begin();
  assign(0);
  assign(1);
  revoke({{"t", {0}}, {"t", {1}}, {"t", {2}}});
  BOOST_TEST(seen.revoked.size() == 1);
  BOOST_TEST(closes == 2);
  BOOST_REQUIRE(log.released.size() == 1);
  BOOST_TEST(log.released[0].size() == 3);
}

BOOST_AUTO_TEST_CASE(
    a_reader_that_does_not_close_delays_the_release_only_so_long) {
  closes_at_once = false;
  begin();
  assign(0);
  revoke({{"t", {0}}});
  BOOST_TEST(log.released.empty());
  pass(milliseconds(5100));
  BOOST_TEST(log.released.size() == 1);
}

BOOST_AUTO_TEST_CASE(letting_go_of_nothing_is_answered_too) {
  begin();
  revoke({});
  BOOST_TEST(log.released.size() == 1);
}

BOOST_AUTO_TEST_CASE(the_status_says_why_the_engine_is_degraded) {
  begin();
  BOOST_TEST((status().state == engine_state::starting));
  log.events.connected(true, {});
  BOOST_TEST((status().state == engine_state::running));
  caf::anon_send(subject, trouble{{"the store does not answer"}});
  BOOST_TEST((status().state == engine_state::degraded));
  caf::anon_send(subject, trouble{});
  log.events.connected(false, "no broker answers");
  auto now = status();
  BOOST_TEST((now.state == engine_state::degraded));
  BOOST_TEST(now.reasons.at(0) == "no broker answers");
  BOOST_TEST(now.pools.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_dead_serving_writer_is_replaced_later_and_later) {
  with_tables = true;
  begin();
  log.events.connected(true, {});
  kill(serving_writers.at(0));
  BOOST_TEST(ends == 0);
  BOOST_TEST(serving_writers.size() == 1u);
  BOOST_TEST((shown.states.back()->state == engine_state::degraded));
  pass(milliseconds(1100));
  BOOST_TEST(serving_writers.size() == 2u);
  BOOST_TEST((status().state == engine_state::running));
  kill(serving_writers.at(1));
  pass(milliseconds(1100));
  BOOST_TEST(serving_writers.size() == 2u);
  pass(milliseconds(1000));
  BOOST_TEST(serving_writers.size() == 3u);
  BOOST_TEST(ends == 0);
}

BOOST_AUTO_TEST_CASE(tables_that_are_behind_degrade_the_status) {
  begin();
  log.events.connected(true, {});
  caf::anon_send(subject, serving_trouble{{"the table t is behind: why"}});
  BOOST_TEST(status().reasons.at(0) == "the table t is behind: why");
  BOOST_TEST(status().tables_behind == 1);
  caf::anon_send(subject, serving_trouble{});
  BOOST_TEST((status().state == engine_state::running));
}

BOOST_AUTO_TEST_CASE(the_tables_are_written_a_last_time_if_that_is_soon) {
  with_tables = true;
  begin();
  stop();
  BOOST_TEST(last_writes == 1);
  BOOST_TEST(ends == 1);
}

BOOST_AUTO_TEST_CASE(tables_that_hang_delay_the_end_by_a_second) {
  with_tables = true;
  writes_at_once = false;
  begin();
  stop();
  BOOST_TEST(ends == 0);
  pass(milliseconds(1100));
  BOOST_TEST(ends == 1);
  BOOST_TEST(end.failure.empty());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
