#include <boost/test/unit_test.hpp>

#include <rapidjson/document.h>

#include "http/stream_wish.hpp"
#include "made_view.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

constexpr std::string_view open_stream =
    "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string event(std::string_view name, const std::string& data) {
  return "event: " + std::string{name} + "\ndata: " + data + "\n\n";
}

} // namespace

BOOST_AUTO_TEST_SUITE(streams)

BOOST_AUTO_TEST_CASE(a_stream_begins_with_everything_and_goes_on_with_changes) {
  running_server server;
  client to{server.port()};
  to.send(open_stream);
  auto head = to.read_until("\r\n\r\n");
  BOOST_REQUIRE(head);
  BOOST_TEST(head->find("Content-Type: text/event-stream") != head->npos);
  BOOST_TEST(head->find("Content-Length") == head->npos);
  auto first = to.read_until("event: status");
  BOOST_REQUIRE(first);
  BOOST_TEST(*first
             == event("top", quiet_top(*made_view(), 10))
                    + event("sentiment", sentiment_json(*made_view()))
                    + "event: status");
  BOOST_REQUIRE(to.read_until("\n\n"));
  auto newer = made_view();
  newer->tweets = 11;
  server.dashboard.take(newer, made_ms);
  auto next = to.read_until("\n\n");
  BOOST_REQUIRE(next);
  BOOST_TEST(*next == event("top", quiet_top(*newer, 10)));
  newer = std::make_shared<live_view>(*newer);
  newer->sums.sentiments[0] = 5;
  server.dashboard.take(newer, made_ms);
  BOOST_TEST(*to.read_until("\n\n")
             == event("sentiment", sentiment_json(*newer)));
}

BOOST_AUTO_TEST_CASE(a_leg_that_is_off_has_no_events) {
  auto config = test_settings();
  config.classifier.pool_size = 0;
  config.hashtag_counter.pool_size = 0;
  running_server server{config};
  client to{server.port()};
  to.send(open_stream);
  to.read_until("\r\n\r\n");
  auto first = to.read_until("\n");
  BOOST_REQUIRE(first);
  BOOST_TEST(*first == "event: status\n");
}

BOOST_AUTO_TEST_CASE(a_stream_carries_what_was_asked_for_and_nothing_else) {
  running_server server;
  client to{server.port()};
  to.send("GET /api/v1/stream?events=points,tweets,points HTTP/1.1\r\n"
          "Host: localhost\r\n\r\n");
  to.read_until("\r\n\r\n");
  auto first = to.read_until("event: points");
  BOOST_REQUIRE(first);
  BOOST_TEST(*first
             == event("tweets", tweets_json(*made_view(), 10))
                    + "event: points");
  auto rest = to.read_until("\n\n");
  BOOST_REQUIRE(rest);
  BOOST_TEST(*rest
             == "\ndata: " + history_json(made_time().get(), "1s", 1, 5, 0)
                    + "\n\n");
  auto newer = made_view();
  newer->tweets = 11; // the same ten tweets
  newer->recent.pop_back();
  server.dashboard.take(newer, made_ms);
  auto next = to.read_until("\n\n");
  BOOST_REQUIRE(next);
  BOOST_TEST(*next == event("tweets", tweets_json(*newer, 10)));
}

BOOST_AUTO_TEST_CASE(what_a_stream_cannot_carry_is_a_bad_request) {
  running_server server;
  for (const auto* query :
       {"events=", "events=top,", "events=,", "events=Top", "events=words",
        "events=top%00", "events=top%0d%0adata:x", "interval=3",
        "interval=60001", "interval=", "interval=1e3", "interval=-1",
        "interval=99999999999999999999"}) {
    auto got = ask(server.port(), "/api/v1/stream?" + std::string{query});
    BOOST_TEST(got.status == 400, query);
    BOOST_TEST(got.body.find("must be") != got.body.npos, query);
  }
}

BOOST_AUTO_TEST_CASE(a_stream_is_updated_no_more_often_than_it_asked) {
  running_server server;
  client slow{server.port()}, quick{server.port()};
  slow.send("GET /api/v1/stream?events=top&interval=60000 HTTP/1.1\r\n"
            "Host: localhost\r\n\r\n");
  BOOST_REQUIRE(slow.read_until("]}\n\n"));
  quick.send("GET /api/v1/stream?events=top&interval=50 HTTP/1.1\r\n"
             "Host: localhost\r\n\r\n");
  BOOST_REQUIRE(quick.read_until("event: top"));
  for (std::uint64_t tweets = 11; tweets < 15; ++tweets) {
    auto newer = made_view();
    newer->tweets = tweets;
    server.dashboard.take(newer, made_ms);
    BOOST_REQUIRE(
        quick.read_until("\"tweets\":" + std::to_string(tweets) + ","));
  }
  BOOST_TEST(!slow.has_more());
}

BOOST_AUTO_TEST_CASE(an_update_after_a_quiet_time_comes_at_once) {
  running_server server;
  client to{server.port()};
  to.send("GET /api/v1/stream?events=top&interval=50 HTTP/1.1\r\n"
          "Host: localhost\r\n\r\n");
  BOOST_REQUIRE(to.read_until("event: top"));
  std::chrono::steady_clock::duration best{std::chrono::hours{1}};
  // The least of some: machines are busy.
  for (std::uint64_t tweets = 11; tweets < 20; ++tweets) {
    // Another stream's first event and second take the 50 ms.
    client clock{server.port()};
    clock.send("GET /api/v1/stream?events=sentiment&interval=60 HTTP/1.1\r\n"
               "Host: localhost\r\n\r\n");
    BOOST_REQUIRE(clock.read_until("event: sentiment"));
    auto newer = made_view();
    newer->tweets = tweets - 1;
    newer->sums.sentiments[0] = tweets;
    server.dashboard.take(newer, made_ms);
    BOOST_REQUIRE(clock.read_until("event: sentiment"));
    newer = std::make_shared<live_view>(*newer);
    newer->tweets = tweets;
    auto from = std::chrono::steady_clock::now();
    server.dashboard.take(newer, made_ms);
    BOOST_REQUIRE(to.read_until("\"tweets\":" + std::to_string(tweets) + ","));
    best = std::min(best, std::chrono::steady_clock::now() - from);
  }
  BOOST_TEST((best < std::chrono::milliseconds{25}));
}

BOOST_AUTO_TEST_CASE(a_slow_reader_gets_whole_events_and_at_last_the_newest) {
  // Far more than the sockets take at once.
  auto view = made_view();
  for (int i = 2; i < 1200; ++i) {
    auto more = view->partitions[0];
    more.source.partition = {i};
    view->partitions.push_back(more);
  }
  running_server server;
  client slow{server.port()}, clock{server.port()};
  for (auto* one : {&slow, &clock})
    one->send("GET /api/v1/stream?events=status&interval=50 HTTP/1.1\r\n"
              "Host: localhost\r\n\r\n");
  BOOST_REQUIRE(slow.read_until("event: status\ndata: "));
  BOOST_REQUIRE(slow.read_until("\n\n"));
  BOOST_REQUIRE(clock.read_until("event: status"));
  for (int i = 1; i <= 5; ++i) {
    view = std::make_shared<live_view>(*view);
    view->store.pending = static_cast<std::size_t>(i);
    server.dashboard.take(view, made_ms + i * 1000);
    BOOST_REQUIRE(clock.read_until("\"pending\":" + std::to_string(i) + "}"));
    BOOST_REQUIRE(clock.read_until("\n\n"));
  }
  for (auto newest = false; !newest;) {
    auto event = slow.read_until("\n\n");
    BOOST_REQUIRE(event);
    BOOST_REQUIRE(event->starts_with("event: status\ndata: {"));
    BOOST_REQUIRE(event->ends_with("]}\n\n"));
    rapidjson::Document body;
    body.Parse<rapidjson::kParseIterativeFlag>(event->c_str() + 20);
    BOOST_REQUIRE(!body.HasParseError());
    newest = body["store"]["pending"].GetInt() == 5;
  }
}

BOOST_AUTO_TEST_CASE(many_streams_share_a_thousand_updates_a_second) {
  using std::chrono::milliseconds;
  stream_wish often{{}, milliseconds{50}}, seldom{{}, milliseconds{2000}};
  auto ms = [](const stream_wish& x, std::size_t streams) {
    return spacing_of(x, streams).count();
  };
  BOOST_TEST(ms(often, 1) == 50);
  BOOST_TEST(ms(often, 50) == 50);
  BOOST_TEST(ms(often, 1000) == 1000);
  BOOST_TEST(ms(often, 3000) == 3000);
  BOOST_TEST(ms(seldom, 1000) == 2000);
  BOOST_TEST(ms(seldom, 4096) == 4096);
  BOOST_TEST(least_spacing(3000).count() == 3000);
}

BOOST_AUTO_TEST_CASE(streams_beyond_the_limit_are_refused_and_may_come_later) {
  auto config = test_settings();
  config.http.stream_clients_max = 2;
  running_server server{config};
  client first{server.port()};
  {
    client second{server.port()};
    for (auto* one : {&first, &second}) {
      one->send(open_stream);
      BOOST_REQUIRE(one->read_until("event: status"));
    }
    client third{server.port()};
    third.send(open_stream);
    BOOST_TEST(third.receive().status == 503);
  }
  int status = 503;
  for (int tries = 0; status == 503 && tries < 1000; ++tries) {
    client later{server.port()};
    later.send(open_stream);
    status = later.receive().status;
  }
  BOOST_TEST(status == 200);
}

BOOST_AUTO_TEST_CASE(streams_end_when_the_server_stops) {
  running_server server;
  client to{server.port()};
  to.send(open_stream);
  BOOST_REQUIRE(to.read_until("event: status"));
  auto begin = std::chrono::steady_clock::now();
  server.service.stop();
  BOOST_TEST(to.closed());
  auto took = std::chrono::steady_clock::now() - begin;
  BOOST_TEST((took < std::chrono::seconds{1}));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
