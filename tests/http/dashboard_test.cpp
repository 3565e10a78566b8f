#include <boost/test/unit_test.hpp>

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/send.hpp>

#include "http/dashboard_actor.hpp"
#include "made_view.hpp"

namespace murmuration::http {

BOOST_AUTO_TEST_SUITE(dashboards)

BOOST_AUTO_TEST_CASE(a_view_is_served_as_soon_as_it_was_taken) {
  settings config;
  publication published;
  dashboard_state state{config, published, made_ms};
  BOOST_TEST(!published.load()->top.bytes);
  BOOST_TEST(published.load()->status.bytes);
  state.take(made_view(), made_ms);
  auto now = published.load();
  BOOST_TEST(*now->top.bytes == quiet_top(*made_view(), 10));
  BOOST_TEST(now->ready());
}

BOOST_AUTO_TEST_CASE(a_view_that_is_not_ready_is_not_served) {
  settings config;
  publication published;
  dashboard_state state{config, published, made_ms};
  auto early = made_view();
  early->ready = false;
  state.take(early, made_ms);
  BOOST_TEST(!published.load()->served);
  BOOST_TEST(!published.load()->ready());
}

BOOST_AUTO_TEST_CASE(while_the_engine_catches_up_the_view_before_stays) {
  settings config;
  publication published;
  dashboard_state state{config, published, made_ms};
  auto before = made_view();
  state.take(before, made_ms);
  auto behind = made_view();
  behind->catching_up = true;
  behind->tweets = 1;
  behind->partitions[0].applied = {6};
  state.take(behind, made_ms + 1000);
  auto now = published.load();
  BOOST_TEST(now->served == before);
  BOOST_TEST(*now->top.bytes == quiet_top(*before, 10));
  BOOST_TEST(now->status.bytes->find(R"("applied":6)") != std::string::npos);
  auto after = made_view();
  state.take(after, made_ms + 2000);
  BOOST_TEST(published.load()->served == after);
}

BOOST_AUTO_TEST_CASE(a_first_view_that_catches_up_is_better_than_none) {
  settings config;
  publication published;
  dashboard_state state{config, published, made_ms};
  auto behind = made_view();
  behind->catching_up = true;
  state.take(behind, made_ms);
  BOOST_TEST(published.load()->served == behind);
}

BOOST_AUTO_TEST_CASE(the_rates_come_from_successive_views) {
  settings config;
  publication published;
  dashboard_state state{config, published, made_ms};
  for (std::uint64_t i = 0; i <= 4; ++i) {
    auto view = made_view();
    view->tweets = 100 + i * 50;
    view->sums.outcomes.counted = 1000 + i * 100;
    state.take(view, made_ms + static_cast<std::int64_t>(i) * 500);
  }
  auto now = published.load();
  BOOST_TEST(now->records_per_s == 200);
  BOOST_TEST(now->tweets_per_s == 100);
  BOOST_TEST(now->status.bytes->find(R"("records_per_s":200.0)")
             != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_actor_publishes_what_it_is_sent) {
  settings config;
  publication published;
  caf::actor_system_config quiet;
  caf::actor_system system{quiet};
  {
    auto actor = system.spawn(dashboard, &config, &published);
    caf::anon_send(actor, live_view_ptr{made_view()});
    caf::anon_send(actor, time_view_ptr{made_time()});
    caf::anon_send(actor, lists_view_ptr{made_lists()});
    caf::anon_send(actor, engine_status_ptr{made_status()});
  }
  // Nobody refers to it any more: it ends after its last message.
  system.await_all_actors_done();
  auto now = published.load();
  BOOST_TEST(now->served->tweets == 10u);
  BOOST_TEST(now->time->newest == made_s);
  BOOST_TEST(now->lists->clock == made_s);
  BOOST_TEST(now->status.bytes->find(R"("state":"degraded")")
             != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
