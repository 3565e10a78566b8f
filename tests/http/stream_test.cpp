#include <boost/test/unit_test.hpp>

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
             == event("top", top_json(*made_view(), 10))
                    + event("sentiment", sentiment_json(*made_view()))
                    + "event: status");
  BOOST_REQUIRE(to.read_until("\n\n"));
  auto newer = made_view();
  newer->tweets = 11;
  server.dashboard.take(newer, made_ms);
  auto next = to.read_until("\n\n");
  BOOST_REQUIRE(next);
  BOOST_TEST(*next == event("top", top_json(*newer, 10)));
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
