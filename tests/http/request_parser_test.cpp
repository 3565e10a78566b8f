#include "http/request_parser.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace murmuration::http {

namespace {

std::string get(const std::string& target, const std::string& headers = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers
         + "\r\n";
}

} // namespace

BOOST_AUTO_TEST_SUITE(request_parsers)

BOOST_AUTO_TEST_CASE(a_head_means_the_same_every_time) {
  request_parser parser;
  auto head =
      get("/a%20b?k=1&k=2&x=%2F", "Origin: o\r\nIf-None-Match: \"e\"\r\n"
                                  "Accept-Encoding: gzip\r\n");
  for (int i = 0; i < 3; ++i) {
    const auto* got = parser.parse(head, {});
    BOOST_REQUIRE(got);
    const auto& asked = got->asked;
    BOOST_TEST(asked.method == "GET");
    BOOST_TEST(asked.path == "/a b");
    BOOST_TEST(asked.query.size() == 3u);
    BOOST_TEST(*asked.parameter("k") == "1");
    BOOST_TEST(*asked.parameter("x") == "/");
    BOOST_TEST(asked.host == "localhost");
    BOOST_TEST(asked.origin == "o");
    BOOST_TEST(asked.if_none_match == "\"e\"");
    BOOST_TEST(asked.accept_encoding == "gzip");
    BOOST_TEST(!got->close);
  }
}

BOOST_AUTO_TEST_CASE(the_body_is_that_of_each_request) {
  request_parser parser;
  auto head = get("/", "Content-Length: 1\r\n");
  BOOST_TEST(parser.parse(head, "a")->asked.body == "a");
  BOOST_TEST(parser.parse(head, "b")->asked.body == "b");
}

BOOST_AUTO_TEST_CASE(more_heads_than_are_remembered_are_told_apart) {
  request_parser parser;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 200; ++i) {
      auto path = "/" + std::to_string(i);
      BOOST_TEST(parser.parse(get(path), {})->asked.path == path);
    }
}

BOOST_AUTO_TEST_CASE(a_long_head_is_parsed_though_not_remembered) {
  request_parser parser;
  auto filler = "X: " + std::string(6000, 'a') + "\r\n";
  for (const auto* path : {"/a", "/b", "/a"})
    BOOST_TEST(parser.parse(get(path, filler), {})->asked.path == path);
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_not_taken_for_what_came_before) {
  request_parser parser;
  BOOST_TEST(parser.parse(get("/"), {}) != nullptr);
  for (const auto* line : {"GET / HTTP/3.0", "FETCH / HTTP/1.1", "GET /"})
    for (int i = 0; i < 2; ++i)
      BOOST_TEST(!parser.parse(std::string{line} + "\r\nHost: x\r\n\r\n", {}),
                 line);
}

BOOST_AUTO_TEST_CASE(who_wants_to_close_says_so_or_is_old) {
  request_parser parser;
  for (int i = 0; i < 2; ++i) {
    BOOST_TEST(parser.parse(get("/", "Connection: close\r\n"), {})->close);
    BOOST_TEST(parser.parse("GET / HTTP/1.0\r\n\r\n", {})->close);
    BOOST_TEST(
        !parser.parse("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", {})
             ->close);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
