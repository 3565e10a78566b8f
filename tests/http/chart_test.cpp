#include <boost/test/unit_test.hpp>

#include "made_view.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

settings with_update_data() {
  auto config = test_settings();
  config.http.update_data = true;
  return config;
}

constexpr const char* urlencoded =
    "Content-Type: application/x-www-form-urlencoded\r\n";

response post(std::uint16_t port, const std::string& body,
              const std::string& headers = urlencoded) {
  client to{port};
  to.send("POST /updateData HTTP/1.1\r\nHost: localhost\r\n" + headers
          + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n"
          + body);
  return to.receive();
}

std::string chart(const running_server& server) {
  return ask(server.port(), "/refreshData").body;
}

/// As Python's requests writes `{'label': str(labels), 'data': str(counts)}`.
constexpr const char* posted_by_python =
    "label=%5B%27%23caf%C3%A9%27%2C+%22%23it%27s%22%5D&data=%5B3%2C+2%5D";

} // namespace

BOOST_AUTO_TEST_SUITE(chart_for_other_pages)

BOOST_AUTO_TEST_CASE(shows_the_ten_most_used_hashtags_with_their_sign) {
  running_server server;
  const auto view = made_view();
  std::string labels, data;
  for (std::size_t i = 0; i < 10; ++i) {
    const auto& tag = view->top.at(i);
    labels += (i == 0 ? "\"#" : ",\"#") + tag.tag + "\"";
    data += (i == 0 ? "" : ",") + std::to_string(tag.count);
  }
  BOOST_TEST(chart(server)
             == R"({"sLabel":[)" + labels + R"(],"sData":[)" + data + "]}");
}

BOOST_AUTO_TEST_CASE(is_empty_before_there_are_counts) {
  auto config = test_settings();
  publication published;
  http_service service{config, published, {}, {}};
  service.start();
  auto got = ask(service.ports().front(), "/refreshData");
  BOOST_TEST(got.status == 200);
  BOOST_TEST(got.body == R"({"sLabel":[],"sData":[]})");
}

BOOST_AUTO_TEST_CASE(names_the_key_of_a_leg_that_is_off) {
  auto config = with_update_data();
  config.hashtag_counter.pool_size = 0;
  running_server server{config};
  auto got = ask(server.port(), "/refreshData");
  BOOST_TEST(got.status == 404);
  BOOST_TEST(got.body.find("hashtag-counter.pool-size") != got.body.npos);
  BOOST_TEST(post(server.port(), "label=['a']&data=[1]").status == 201);
  BOOST_TEST(chart(server) == R"({"sLabel":["a"],"sData":[1]})");
}

BOOST_AUTO_TEST_CASE(nothing_can_be_posted_unless_it_is_configured) {
  running_server server;
  auto before = chart(server);
  auto got = post(server.port(), posted_by_python);
  BOOST_TEST(got.status == 404);
  BOOST_TEST(got.body.find("http.update-data") != got.body.npos);
  BOOST_TEST(chart(server) == before);
}

BOOST_AUTO_TEST_CASE(what_was_posted_is_shown_until_the_next_post) {
  running_server server{with_update_data()};
  auto got = post(server.port(), posted_by_python);
  BOOST_TEST(got.status == 201);
  BOOST_TEST(got.body == "success");
  BOOST_TEST(chart(server) == R"({"sLabel":["#café","#it's"],"sData":[3,2]})");
  auto newer = made_view();
  newer->tweets = 11;
  server.dashboard.take(newer, made_ms);
  BOOST_TEST(chart(server) == R"({"sLabel":["#café","#it's"],"sData":[3,2]})");
  BOOST_TEST(post(server.port(), "label=[]&data=[]").status == 201);
  BOOST_TEST(chart(server) == R"({"sLabel":[],"sData":[]})");
}

BOOST_AUTO_TEST_CASE(a_multipart_form_says_the_same) {
  running_server server{with_update_data()};
  auto got = post(server.port(),
                  "--x\r\nContent-Disposition: form-data; name=\"label\"\r\n"
                  "\r\n[\"#a\"]\r\n--x\r\n"
                  "content-disposition: form-data; name=data\r\n"
                  "Content-Type: text/plain\r\n\r\n[2.5]\r\n--x--\r\n",
                  "Content-Type: multipart/form-data; boundary=x\r\n");
  BOOST_TEST(got.status == 201);
  BOOST_TEST(chart(server) == R"({"sLabel":["#a"],"sData":[2.5]})");
}

BOOST_AUTO_TEST_CASE(a_post_that_is_wrong_is_refused_and_changes_nothing) {
  running_server server{with_update_data()};
  auto before = chart(server);
  for (const auto* body :
       {"", "label=['a']", "data=[1]", "label=a&data=[1]", "label=['a']&data=1",
        "label=['a']&data=[1,2]", "label=['a']&data=['1']",
        "label=[1]&data=[1]", "label=['%ff']&data=[1]",
        "label=['a']&data=[1e999]", "label={'a':1}&data=[1]"}) {
    auto got = post(server.port(), body);
    BOOST_TEST(got.status == 400, body);
    BOOST_TEST(got.header("Content-Type").starts_with("application/problem"));
  }
  for (const auto* type : {"", "Content-Type: application/json\r\n",
                           "Content-Type: multipart/form-data\r\n",
                           "Content-Type: multipart/form-data; boundary=y\r\n"})
    BOOST_TEST(post(server.port(), "label=['a']&data=[1]", type).status == 400,
               type);
  BOOST_TEST(post(server.port(), std::string(70'000, 'x')).status == 413);
  BOOST_TEST(chart(server) == before);
}

BOOST_AUTO_TEST_CASE(a_page_of_another_origin_may_not_post) {
  auto config = with_update_data();
  config.http.cors_origins = {"https://b.example"};
  running_server server{config};
  auto from = [&](const std::string& origin) {
    return post(server.port(), "label=['a']&data=[1]",
                urlencoded + ("Origin: " + origin + "\r\n"))
        .status;
  };
  BOOST_TEST(from("https://evil.example") == 403);
  BOOST_TEST(from("null") == 403);
  BOOST_TEST(from("http://localhost") == 201);
  BOOST_TEST(from("https://b.example") == 201);
}

BOOST_AUTO_TEST_CASE(is_posted_to_and_not_read) {
  running_server server{with_update_data()};
  auto got = ask(server.port(), "/updateData");
  BOOST_TEST(got.status == 405);
  BOOST_TEST(got.header("Allow") == "POST, OPTIONS");
  auto options = ask(server.port(), "/updateData", "", "OPTIONS");
  BOOST_TEST(options.header("Allow") == "POST, OPTIONS");
}

BOOST_AUTO_TEST_CASE(a_post_in_pieces_is_one_and_what_follows_is_found) {
  running_server server{with_update_data()};
  client to{server.port()};
  to.send("POST /updateData HTTP/1.1\r\nHost: localhost\r\n"
          "Content-Type: application/x-www-form-urlencoded\r\n"
          "Content-Length: 20\r\n\r\nlabel=['a']");
  BOOST_TEST(ask(server.port(), "/healthz").status == 200);
  to.send("&data=[1]GET /refreshData HTTP/1.1\r\nHost: localhost\r\n\r\n");
  BOOST_TEST(to.receive().status == 201);
  BOOST_TEST(to.receive().body == R"({"sLabel":["a"],"sData":[1]})");
}

BOOST_AUTO_TEST_CASE(the_widget_takes_its_parameters_within_their_range) {
  running_server server;
  for (const auto* target :
       {"/widget", "/widget?k=3&refresh=60", "/widget?list=all&theme=dark",
        "/widget?list=window&window=24h", "/widget?list=trending"})
    BOOST_TEST(ask(server.port(), target).status == 200, target);
  for (const auto* target : {"/widget?k=0", "/widget?k=11", "/widget?refresh=0",
                             "/widget?refresh=3601", "/widget?refresh=x"})
    BOOST_TEST(ask(server.port(), target).status == 400, target);
}

BOOST_AUTO_TEST_CASE(the_widget_says_which_list_and_theme_there_are) {
  running_server server;
  for (auto [target, told] :
       {std::pair{"/widget?list=top", "one of all, window, trending"},
        std::pair{"/widget?list=", "one of all, window, trending"},
        std::pair{"/widget?list=window&window=2m", "1m, 5m, 15m, 1h, 24h"},
        std::pair{"/widget?window=5m", "must be left out"},
        std::pair{"/widget?theme=Dark", "one of auto, light, dark"},
        std::pair{"/widget?theme=%3Cimg%3E", "one of auto, light, dark"}}) {
    auto got = ask(server.port(), target);
    BOOST_TEST(got.status == 400, target);
    BOOST_TEST(got.body.find(told) != got.body.npos, got.body);
    BOOST_TEST(got.body.find("img") == got.body.npos);
  }
}

BOOST_AUTO_TEST_CASE(the_widget_may_be_framed_by_configured_pages_only) {
  auto config = test_settings();
  config.http.frame_origins = {"https://a.example"};
  running_server open{config};
  auto policy = ask(open.port(), "/widget").header("Content-Security-Policy");
  BOOST_TEST(policy.find("frame-ancestors https://a.example") != policy.npos);
  BOOST_TEST(policy.find("unsafe") == policy.npos);
  running_server closed;
  BOOST_TEST(ask(closed.port(), "/widget").header("X-Frame-Options") == "DENY");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
