#include <boost/test/unit_test.hpp>

#include "made_view.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

bool has(const std::string& body, std::string_view text) {
  return body.find(text) != body.npos;
}

response top(const running_server& server, const std::string& query,
             const std::string& headers = {}) {
  return ask(server.port(), "/api/v1/top?" + query, headers);
}

std::shared_ptr<lists_view> newer_lists() {
  auto made = made_lists();
  made->tweets = 11;
  return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(lists)

BOOST_AUTO_TEST_CASE(a_window_tells_its_bounds_and_is_cut_at_k) {
  BOOST_TEST(window_json(*made_lists(), 1, 2, false)
             == R"({"list":"window","window":"5m","exact":true,"max_error":0,)"
                R"("as_of":"2026-11-21T10:20:30.123Z",)"
                R"("from":"2026-11-21T10:15:31Z","to":"2026-11-21T10:20:31Z",)"
                R"("tweets":10,"tags":[)"
                R"({"rank":1,"tag":"#Tag0","key":"tag0","count":24},)"
                R"({"rank":2,"tag":"#Tag1","key":"tag1","count":22}]})");
}

BOOST_AUTO_TEST_CASE(a_window_that_is_not_exact_tells_by_how_much) {
  auto hour = window_json(*made_lists(), 3, 1, false);
  BOOST_TEST(has(hour, R"("window":"1h","exact":false,"max_error":12,)"));
  auto day = window_json(*made_lists(), 4, 1, false);
  BOOST_TEST(has(day, R"("window":"24h","exact":false,"max_error":null,)"));
}

BOOST_AUTO_TEST_CASE(trends_are_rounded_and_tell_since_when) {
  BOOST_TEST(trending_json(*made_lists(), settings{}, 10, false)
             == R"({"list":"trending","exact":true,)"
                R"("as_of":"2026-11-21T10:20:30.123Z",)"
                R"("to":"2026-11-21T10:20:31Z","tweets":10,"tags":[)"
                R"({"rank":1,"tag":"#Goal","key":"goal","score":7.31,)"
                R"("count":12.40,"expected":1.04,)"
                R"("since":"2026-11-21T10:10:00Z"},)"
                R"({"rank":2,"tag":"#Rain","key":"rain","score":5.00,)"
                R"("count":8.00,"expected":2.00,)"
                R"("since":"2026-11-21T10:20:00Z"}]})");
}

BOOST_AUTO_TEST_CASE(an_explained_window_tells_how_far_it_is) {
  auto text = window_json(*made_lists(), 0, 1, true);
  BOOST_TEST(has(text, R"("tweets":10,"offsets":[)"
                       R"({"topic":"tweets","partition":0,"applied":40},)"
                       R"({"topic":"tweets","partition":1,"applied":7}],)"));
}

BOOST_AUTO_TEST_CASE(an_explained_trend_tells_the_rule_and_its_terms) {
  settings config;
  config.lists.rule.min_score = 4.5;
  auto text = trending_json(*made_lists(), config, 1, true);
  BOOST_TEST(has(text, R"("applied":7}],"rule":{"fast_s":120.0,)"
                       R"("slow_s":3600.0,"overdispersion":0.5,)"
                       R"("min_count":4.0,"min_score":4.5,)"
                       R"("threshold":4.731235,)"
                       R"("F":100.500000,"S":2000.000000},"tags":[)"));
  BOOST_TEST(has(text, R"("since":"2026-11-21T10:10:00Z",)"
                       R"("f":12.400000,"s":0.700000,"e":1.035175}]})"));
}

BOOST_AUTO_TEST_CASE(names_of_tags_are_escaped) {
  auto view = made_lists();
  view->windows[0].tags[0].tag = view->trending[0].tag = "a\"</script>\n\\";
  const auto* wanted = R"("tag":"#a\"</script>\n\\",)";
  BOOST_TEST(has(window_json(*view, 0, 1, false), wanted));
  BOOST_TEST(has(trending_json(*view, settings{}, 1, false), wanted));
}

BOOST_AUTO_TEST_CASE(the_list_is_chosen_by_its_name) {
  running_server server;
  auto view = made_lists();
  const auto& made = *view;
  BOOST_TEST(top(server, "list=window").body
             == window_json(made, 1, 10, false));
  for (std::size_t i = 0; i < window_names.size(); ++i)
    BOOST_TEST(top(server, "list=window&k=3&explain=1&window="
                               + std::string{window_names[i]})
                   .body
               == window_json(made, i, 3, true));
  BOOST_TEST(top(server, "list=trending&explain=0").body
             == trending_json(made, server.config, 10, false));
  BOOST_TEST(top(server, "list=trending&explain=1").body
             == trending_json(made, server.config, 10, true));
  BOOST_TEST(top(server, "list=trending&explain=1&k=1").body
             == trending_json(made, server.config, 1, true));
}

BOOST_AUTO_TEST_CASE(what_is_no_list_or_window_is_a_bad_request) {
  running_server server;
  for (const auto* query :
       {"list=Window", "list=windows", "list=top",
        "list=window&window=", "list=window&window=2m", "list=window&window=5M",
        "list=window&window=300s", "list=window&window=%00", "list=window&k=0",
        "list=trending&k=101", "list=trending&window=5m", "list=all&window=5m",
        "window=5m", "list=window&explain=yes", "list=trending&explain="}) {
    auto got = top(server, query);
    BOOST_TEST(got.status == 400, query);
    BOOST_TEST(has(got.body, "must be"), query);
  }
}

BOOST_AUTO_TEST_CASE(a_list_that_is_off_names_its_key) {
  auto config = test_settings();
  config.lists.windows = false;
  running_server no_windows{config};
  auto got = top(no_windows, "list=window");
  BOOST_TEST(got.status == 404);
  BOOST_TEST(has(got.body, "`lists.windows` is false"));
  BOOST_TEST(top(no_windows, "list=trending").status == 200);
  config.lists.windows = true;
  config.lists.trending = false;
  running_server no_trends{config};
  got = top(no_trends, "list=trending");
  BOOST_TEST(got.status == 404);
  BOOST_TEST(has(got.body, "`lists.trending` is false"));
  config.hashtag_counter.pool_size = 0;
  running_server no_tags{config};
  for (const auto* query : {"list=window", "list=trending"}) {
    got = top(no_tags, query);
    BOOST_TEST(got.status == 404);
    BOOST_TEST(has(got.body, "`hashtag-counter.pool-size` is 0"));
  }
}

BOOST_AUTO_TEST_CASE(before_their_first_view_lists_are_unavailable) {
  auto config = test_settings();
  publication published;
  http_service service{config, published, {}, {}};
  service.start();
  for (const auto* list : {"window", "trending"}) {
    auto got =
        ask(service.ports().front(), "/api/v1/top?list=" + std::string{list});
    BOOST_TEST(got.status == 503);
    BOOST_TEST(got.header("Retry-After") == "1");
  }
}

BOOST_AUTO_TEST_CASE(a_list_is_sent_again_when_it_changed) {
  running_server server;
  for (const auto* query : {"list=window&window=1h", "list=trending&k=2"}) {
    server.dashboard.take(lists_view_ptr{made_lists()});
    auto etag = top(server, query).header("ETag");
    auto same = "If-None-Match: " + etag + "\r\n";
    BOOST_TEST(top(server, query, same).status == 304);
    server.dashboard.take(lists_view_ptr{newer_lists()});
    auto got = top(server, query, same);
    BOOST_TEST(got.status == 200);
    BOOST_TEST(has(got.body, R"("tweets":11,)"));
  }
}

BOOST_AUTO_TEST_CASE(a_stream_carries_lists_to_who_asks_for_them) {
  running_server server;
  client to{server.port()};
  to.send("GET /api/v1/stream?events=trending,window&interval=50 HTTP/1.1\r\n"
          "Host: localhost\r\n\r\n");
  to.read_until("\r\n\r\n");
  for (auto view : {made_lists(), newer_lists()}) {
    server.dashboard.take(lists_view_ptr{view});
    for (auto [name, data] :
         {std::pair{"window", window_json(*view, 1, 10, false)},
          std::pair{"trending",
                    trending_json(*view, server.config, 10, false)}}) {
      auto event = to.read_until("\n\n");
      BOOST_REQUIRE(event);
      BOOST_TEST(*event
                 == "event: " + std::string{name} + "\ndata: " + data + "\n\n");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_list_that_is_off_has_no_events) {
  running_server server;
  auto view = made_lists();
  view->windows_on = false;
  server.dashboard.take(lists_view_ptr{view});
  client to{server.port()};
  to.send("GET /api/v1/stream?events=window,trending HTTP/1.1\r\n"
          "Host: localhost\r\n\r\n");
  to.read_until("\r\n\r\n");
  auto first = to.read_until("\n");
  BOOST_REQUIRE(first);
  BOOST_TEST(*first == "event: trending\n");
}

BOOST_AUTO_TEST_CASE(metrics_tell_of_each_list_whether_it_is_exact) {
  running_server server;
  auto body = ask(server.port(), "/metrics").body;
  for (const auto* line :
       {"murmuration_live_tags 12\n", "murmuration_lists_bytes 4096\n",
        "murmuration_trending_tags 2\n",
        "murmuration_list_exact{list=\"window\",window=\"15m\"} 1\n",
        "murmuration_list_exact{list=\"window\",window=\"1h\"} 0\n",
        "murmuration_list_exact{list=\"trending\"} 1\n"})
    BOOST_TEST(has(body, line), line);
  auto view = made_lists();
  view->trending_on = false;
  server.dashboard.take(lists_view_ptr{view});
  body = ask(server.port(), "/metrics").body;
  BOOST_TEST(!has(body, "murmuration_trending_tags"));
  BOOST_TEST(!has(body, "list=\"trending\""));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
