#include <boost/test/unit_test.hpp>

#include <rapidjson/document.h>

#include "http/routes.hpp"
#include "made_view.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

bool is_problem(const response& got, int status) {
  rapidjson::Document body;
  body.Parse<rapidjson::kParseIterativeFlag>(got.body.c_str());
  return got.status == status
         && got.header("Content-Type").starts_with("application/problem+json")
         && body.IsObject() && body["status"].GetInt() == status
         && body["detail"].GetStringLength() > 0;
}

bool tells(const response& got, std::string_view text) {
  return got.body.find(text) != got.body.npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(routes)

BOOST_AUTO_TEST_CASE(every_path_answers_with_its_document) {
  running_server server;
  auto body = [&](const std::string& target) {
    auto got = ask(server.port(), target);
    BOOST_TEST(got.status == 200, target);
    return got.body;
  };
  BOOST_TEST(body("/api/v1/top") == quiet_top(*made_view(), 10));
  BOOST_TEST(body("/api/v1/top?list=all&k=3") == quiet_top(*made_view(), 3));
  BOOST_TEST(body("/api/v1/sentiment") == sentiment_json(*made_view()));
  BOOST_TEST(body("/api/v1/history")
             == history_json(made_time().get(), "1s", 1, 60, 0));
  BOOST_TEST(body("/api/v1/history?step=1m&points=10080")
             == history_json(made_time().get(), "1m", 60, 10080, 0));
  BOOST_TEST(body("/api/v1/words?window=1h")
             == words_json(made_time().get(), "1h", 3600));
  BOOST_TEST(body("/api/v1/tweets?limit=50") == tweets_json(*made_view(), 50));
  BOOST_TEST(body("/api/v1/status") == *server.published.load()->status.bytes);
  BOOST_TEST(body("/api/v1/tags/%23TAG0") == tag_json("Tag0", "tag0", 120));
  BOOST_TEST(body("/healthz") == "ok\n");
  BOOST_TEST(body("/readyz") == "ready\n");
}

BOOST_AUTO_TEST_CASE(what_is_out_of_range_or_unknown_is_a_bad_request) {
  running_server server;
  for (const auto* target :
       {"/api/v1/top?k=0", "/api/v1/top?k=101", "/api/v1/top?k=x",
        "/api/v1/top?k=", "/api/v1/top?list=", "/api/v1/history?step=5s",
        "/api/v1/history?points=0", "/api/v1/history?points=3601",
        "/api/v1/history?step=1m&points=10081", "/api/v1/words?window=0s",
        "/api/v1/words?window=2h", "/api/v1/tweets?limit=0",
        "/api/v1/tweets?limit=51", "/api/v1/tweets?limit=%00%ff"})
    BOOST_TEST(is_problem(ask(server.port(), target), 400), target);
}

BOOST_AUTO_TEST_CASE(what_does_not_exist_is_not_found) {
  running_server server;
  for (const auto* target :
       {"/nothing", "/api/v1", "/api/v1/tags/", "/api/v1/tags/never",
        "/api/v1/tags/%23", "/../etc/passwd", "//", "/api/v1/top/"})
    BOOST_TEST(is_problem(ask(server.port(), target), 404), target);
}

BOOST_AUTO_TEST_CASE(a_lookup_without_an_answer_in_time_is_unavailable) {
  running_server server;
  auto got = ask(server.port(), "/api/v1/tags/slow");
  BOOST_TEST(is_problem(got, 503));
  BOOST_TEST(got.header("Retry-After") == "1");
}

BOOST_AUTO_TEST_CASE(a_leg_that_is_off_names_its_key) {
  auto config = test_settings();
  config.hashtag_counter.pool_size = 0;
  config.word_counter.pool_size = 0;
  config.classifier.pool_size = 0;
  running_server server{config};
  for (auto [target, key] :
       {std::pair{"/api/v1/top", "hashtag-counter.pool-size"},
        std::pair{"/api/v1/tags/tag0", "hashtag-counter.pool-size"},
        std::pair{"/api/v1/words", "word-counter.pool-size"},
        std::pair{"/api/v1/sentiment", "classifier.pool-size"}}) {
    auto got = ask(server.port(), target);
    BOOST_TEST(is_problem(got, 404), target);
    BOOST_TEST(tells(got, key), target);
  }
  BOOST_TEST(ask(server.port(), "/api/v1/history").status == 200);
}

BOOST_AUTO_TEST_CASE(before_the_first_view_only_the_status_is_there) {
  auto config = test_settings();
  publication published;
  http_service service{config, published, {}, {}};
  service.start();
  auto port = service.ports().front();
  for (const auto* target : {"/api/v1/top", "/api/v1/sentiment", "/readyz",
                             "/api/v1/history", "/api/v1/tweets"})
    BOOST_TEST(is_problem(ask(port, target), 503), target);
  BOOST_TEST(tells(ask(port, "/api/v1/status"), R"("state":"starting")"));
  BOOST_TEST(ask(port, "/healthz").status == 200);
}

BOOST_AUTO_TEST_CASE(who_has_the_bytes_already_gets_none) {
  running_server server;
  auto first = ask(server.port(), "/api/v1/top");
  auto etag = first.header("ETag");
  BOOST_TEST(etag.size() > 2u);
  auto same = "If-None-Match: \"x\", W/" + etag + "\r\n";
  auto again = ask(server.port(), "/api/v1/top", same);
  BOOST_TEST(again.status == 304);
  BOOST_TEST(again.header("ETag") == etag);
  BOOST_TEST(again.header("Content-Length") == "");
  auto newer = made_view();
  newer->tweets = 11;
  server.dashboard.take(newer, made_ms);
  BOOST_TEST(ask(server.port(), "/api/v1/top", same).status == 200);
}

BOOST_AUTO_TEST_CASE(a_list_of_any_length_is_that_of_the_newest_view) {
  running_server server;
  for (std::uint64_t tweets = 11; tweets < 13; ++tweets) {
    auto view = made_view();
    view->tweets = tweets;
    server.dashboard.take(view, made_ms);
    for (std::size_t k : {3, 4, 3})
      BOOST_TEST(ask(server.port(), "/api/v1/top?k=" + std::to_string(k)).body
                 == quiet_top(*view, k));
  }
}

BOOST_AUTO_TEST_CASE(head_is_get_without_the_body) {
  running_server server;
  auto whole = ask(server.port(), "/api/v1/top");
  client to{server.port()};
  to.send("HEAD /api/v1/top HTTP/1.1\r\nHost: localhost\r\n\r\n"
          "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  auto head = to.receive(true);
  BOOST_TEST(head.status == 200);
  BOOST_TEST(head.header("Content-Length")
             == std::to_string(whole.body.size()));
  BOOST_TEST(to.receive().body == "ok\n");
}

BOOST_AUTO_TEST_CASE(other_methods_are_told_what_is_allowed) {
  running_server server;
  for (const auto* method : {"POST", "PUT", "DELETE", "PATCH"}) {
    auto got =
        ask(server.port(), "/api/v1/top", "Content-Length: 0\r\n", method);
    BOOST_TEST(is_problem(got, 405), method);
    BOOST_TEST(got.header("Allow") == "GET, HEAD, OPTIONS");
  }
  auto options = ask(server.port(), "/api/v1/top", "", "OPTIONS");
  BOOST_TEST(options.status == 204);
  BOOST_TEST(is_problem(ask(server.port(), "/", "", "BREW"), 400));
}

BOOST_AUTO_TEST_CASE(a_foreign_host_is_not_answered) {
  running_server server;
  client to{server.port()};
  to.send("GET /api/v1/top HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  auto got = to.receive();
  BOOST_TEST(is_problem(got, 421));
  BOOST_TEST(!tells(got, "Tag0"));
}

BOOST_AUTO_TEST_CASE(security_headers_are_on_every_answer) {
  running_server server;
  for (const auto* target : {"/", "/api/v1/top", "/nothing", "/metrics"}) {
    auto got = ask(server.port(), target);
    BOOST_TEST(got.header("X-Content-Type-Options") == "nosniff");
    BOOST_TEST(got.header("Referrer-Policy") == "no-referrer");
    BOOST_TEST(got.header("X-Frame-Options") == "DENY");
    auto policy = got.header("Content-Security-Policy");
    BOOST_TEST(policy.find("default-src 'none'") != policy.npos);
    BOOST_TEST(policy.find("frame-ancestors 'none'") != policy.npos);
  }
}

BOOST_AUTO_TEST_CASE(only_configured_origins_may_frame_and_read) {
  auto config = test_settings();
  config.http.frame_origins = {"https://a.example"};
  config.http.cors_origins = {"https://b.example"};
  running_server server{config};
  auto ours =
      ask(server.port(), "/api/v1/top", "Origin: https://b.example\r\n");
  BOOST_TEST(ours.header("Access-Control-Allow-Origin") == "https://b.example");
  BOOST_TEST(ours.header("X-Frame-Options") == "");
  auto policy = ours.header("Content-Security-Policy");
  BOOST_TEST(policy.find("frame-ancestors https://a.example") != policy.npos);
  auto other =
      ask(server.port(), "/api/v1/top", "Origin: https://c.example\r\n");
  BOOST_TEST(other.header("Access-Control-Allow-Origin") == "");
  running_server closed;
  auto none =
      ask(closed.port(), "/api/v1/top", "Origin: https://b.example\r\n");
  BOOST_TEST(none.header("Access-Control-Allow-Origin") == "");
}

BOOST_AUTO_TEST_CASE(pages_need_nothing_from_elsewhere) {
  running_server server;
  for (const auto* target : {"/", "/status", "/widget"}) {
    auto page = ask(server.port(), target);
    BOOST_TEST(page.header("Content-Type") == "text/html; charset=utf-8");
    BOOST_TEST(!tells(page, "http:"));
    BOOST_TEST(!tells(page, "https:"));
    BOOST_TEST(!tells(page, "<style"));
    BOOST_TEST(!tells(page, "style="));
    BOOST_TEST(!tells(page, "<script>"));
  }
}

BOOST_AUTO_TEST_CASE(documents_are_never_compressed_or_cut) {
  running_server server;
  auto got = ask(server.port(), "/api/v1/top",
                 "Accept-Encoding: br, gzip\r\nRange: bytes=0-1,0-1\r\n");
  BOOST_TEST(got.status == 200);
  BOOST_TEST(got.header("Content-Encoding") == "");
  BOOST_TEST(got.body == ask(server.port(), "/api/v1/top").body);
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_told_with_what_to_do) {
  running_server server;
  auto config = test_settings();
  config.http.port = server.port();
  try {
    http_service second{config, server.published, {}, {}};
    BOOST_FAIL("it listens on a port that is taken");
  } catch (const std::runtime_error& error) {
    std::string text = error.what();
    BOOST_TEST(text.find(std::to_string(server.port())) != text.npos);
    BOOST_TEST(text.find("in use") != text.npos);
    BOOST_TEST(text.find("http.port") != text.npos);
  }
}

BOOST_AUTO_TEST_CASE(further_ports_serve_the_same) {
  auto config = test_settings();
  config.http.also_ports = {0, 0};
  running_server server{config};
  auto ports = server.service.ports();
  BOOST_TEST(ports.size() == 3u);
  for (auto port : ports)
    BOOST_TEST(ask(port, "/healthz").status == 200);
}

BOOST_AUTO_TEST_CASE(a_host_is_known_by_its_name_on_every_port) {
  auto config = test_settings();
  config.http.also_ports = {0};
  config.http.hosts = {"counts.example"};
  running_server server{config};
  for (auto port : server.service.ports())
    for (auto [host, status] :
         {std::pair{"localhost:5001", 200}, std::pair{"127.0.0.1:5000", 200},
          std::pair{"[::1]:5000", 200}, std::pair{"counts.example:5001", 200},
          std::pair{"evil.example:5001", 421},
          std::pair{"localhost.evil.example", 421}}) {
      client to{port};
      to.send("GET /refreshData HTTP/1.1\r\nHost: " + std::string{host}
              + "\r\n\r\n");
      BOOST_TEST(to.receive().status == status, host);
    }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
