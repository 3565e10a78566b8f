#include <boost/test/unit_test.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "http/limits.hpp"
#include "http/open_files.hpp"
#include "made_view.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

const std::string start = "GET /api/v1/top HTTP/1.1\r\nHost: localhost\r\n";

milliseconds health_took(std::uint16_t port) {
  auto begin = steady_clock::now();
  BOOST_TEST(ask(port, "/healthz").body == "ok\n");
  return std::chrono::floor<milliseconds>(steady_clock::now() - begin);
}

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i)
    result += text;
  return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(hostile_clients)

BOOST_AUTO_TEST_CASE(six_hundred_of_them_do_not_delay_the_others) {
  raise_open_files_limit();
  running_server server;
  const std::vector<std::string> attacks{
      "GET /api/v1/top HTTP/1.1\r\nHo",
      start + "X: " + std::string(12'000, 'a'),
      start + repeated("a: b\r\n", 2000),
      start + "Range: bytes=" + repeated("0-,", 2500) + "0-\r\n\r\n",
      "POST /api/v1/top HTTP/1.1\r\nHost: localhost\r\n"
      "Content-Encoding: gzip\r\nContent-Length: 60000\r\n\r\n\x1f\x8b",
      "POST /api/v1/top HTTP/1.1\r\nHost: localhost\r\n"
      "Content-Length: 60000\r\n\r\nslow",
      repeated("GET /api/v1/history?points=3600 HTTP/1.1\r\n"
               "Host: localhost\r\n\r\n",
               20),
      "",
      "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n",
      std::string(200, '\0'),
  };
  std::vector<client> hostile;
  milliseconds slowest{0};
  for (int i = 0; i < 600; ++i) {
    auto& one = hostile.emplace_back(server.port());
    one.send(attacks[static_cast<std::size_t>(i) % attacks.size()]);
    if (i % 50 == 49)
      slowest = std::max(slowest, health_took(server.port()));
  }
  for (int i = 0; i < 20; ++i) {
    for (auto& one : hostile)
      one.send("b");
    slowest = std::max(slowest, health_took(server.port()));
  }
  BOOST_TEST_MESSAGE("slowest /healthz: " << slowest.count() << " ms");
  BOOST_TEST(slowest.count() < 100);
}

BOOST_AUTO_TEST_CASE(the_one_who_waits_longest_makes_room) {
  auto config = test_settings();
  config.http.connections_max = 4;
  running_server server{config};
  client oldest{server.port()};
  oldest.send("GET /api");
  std::vector<client> others;
  for (int i = 0; i < 3; ++i) {
    auto& one = others.emplace_back(server.port());
    one.send(start + "\r\n");
    BOOST_TEST(one.receive().status == 200);
  }
  BOOST_TEST(ask(server.port(), "/healthz").status == 200);
  BOOST_TEST(oldest.closed());
  others.back().send(start + "\r\n");
  BOOST_TEST(others.back().receive().status == 200);
}

BOOST_AUTO_TEST_CASE(streams_take_no_place_from_other_readers) {
  auto config = test_settings();
  config.http.connections_max = 2;
  running_server server{config};
  std::vector<client> streams;
  for (int i = 0; i < 5; ++i) {
    auto& one = streams.emplace_back(server.port());
    one.send("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    BOOST_REQUIRE(one.read_until("event: status"));
  }
  BOOST_TEST(ask(server.port(), "/healthz").status == 200);
  auto newer = made_view();
  newer->tweets = 11;
  server.dashboard.take(newer, made_ms);
  for (auto& one : streams)
    BOOST_TEST(one.read_until("\"tweets\":11").has_value());
}

BOOST_AUTO_TEST_CASE(what_the_guard_refuses_is_told_and_the_connection_ends) {
  running_server server;
  for (auto [sent, status] :
       {std::pair{start + "X: " + std::string(20'000, 'a'), 431},
        std::pair{start + repeated("a: b\r\n", 101) + "\r\n", 431},
        std::pair{start + "Content-Length: 9999999\r\n\r\n", 413},
        std::pair{start + "Transfer-Encoding: chunked\r\n\r\n", 501},
        std::pair{"GET /" + std::string(3000, 'a')
                      + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                  414},
        std::pair{std::string{"\x16\x03\x01\r\n\r\n"}, 400}}) {
    client to{server.port()};
    to.send(sent);
    auto got = to.receive();
    BOOST_TEST(got.status == status);
    BOOST_TEST(got.header("Connection") == "close");
    BOOST_TEST(to.closed());
  }
}

BOOST_AUTO_TEST_CASE(requests_sent_at_once_are_answered_in_order) {
  running_server server;
  client to{server.port()};
  std::string all;
  for (int i = 1; i <= 50; ++i)
    all += "GET /api/v1/" + std::string(i % 2 ? "top?k=" : "history?points=")
           + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  to.send(all);
  for (int i = 1; i <= 50; ++i) {
    auto got = to.receive();
    BOOST_TEST(got.status == 200);
    BOOST_TEST(got.body.starts_with(i % 2 ? R"({"list")" : R"({"step")"));
  }
}

BOOST_AUTO_TEST_CASE(a_request_may_come_byte_by_byte_and_with_a_body) {
  running_server server;
  client to{server.port()};
  for (auto c : start + "Content-Length: 5\r\n\r\nhello" + start + "\r\n")
    to.send({&c, 1});
  BOOST_TEST(to.receive().status == 200);
  BOOST_TEST(to.receive().status == 200);
}

BOOST_AUTO_TEST_CASE(who_asks_and_hangs_up_harms_nobody) {
  running_server server;
  for (int i = 0; i < 100; ++i) {
    client to{server.port()};
    to.send(repeated("GET /api/v1/history?points=3600 HTTP/1.1\r\n"
                     "Host: localhost\r\n\r\n",
                     3));
  }
  BOOST_TEST(health_took(server.port()).count() < 100);
}

BOOST_AUTO_TEST_CASE(lookups_that_hang_hold_up_nobody_else) {
  std::atomic<int> asked{0};
  running_server server{test_settings(),
                        [&](const std::string&, milliseconds within) {
                          ++asked;
                          std::mutex alone;
                          std::condition_variable never;
                          std::unique_lock lock{alone};
                          never.wait_for(lock, within / 10);
                          return std::optional<tag_answer>{};
                        }};
  std::vector<client> waiting;
  for (int i = 0; i < 100; ++i)
    waiting.emplace_back(server.port())
        .send("GET /api/v1/tags/a HTTP/1.1\r\nHost: localhost\r\n\r\n");
  BOOST_TEST(health_took(server.port()).count() < 100);
  BOOST_TEST(ask(server.port(), "/api/v1/words").status == 200);
  for (auto& one : waiting)
    BOOST_TEST(one.receive().status == 503);
  BOOST_TEST(asked <= 66);
}

BOOST_AUTO_TEST_CASE(old_http_is_answered_and_closed) {
  running_server server;
  client to{server.port()};
  to.send("GET /healthz HTTP/1.0\r\n\r\n");
  BOOST_TEST(to.receive().body == "ok\n");
  BOOST_TEST(to.closed());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
