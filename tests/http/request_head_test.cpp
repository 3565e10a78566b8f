#include "http/request_head.hpp"

#include <boost/test/unit_test.hpp>

namespace murmuration::http {

namespace {

const std::string host = "Host: localhost\r\n";

std::string get(const std::string& headers) {
  return "GET / HTTP/1.1\r\n" + host + headers + "\r\n";
}

int status_of(const std::string& headers) {
  return scan_head(get(headers)).status;
}

} // namespace

BOOST_AUTO_TEST_SUITE(request_heads)

BOOST_AUTO_TEST_CASE(an_incomplete_head_is_neither_good_nor_bad) {
  auto whole = get("A: b\r\n");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    auto scan = scan_head(whole.substr(0, size));
    BOOST_TEST(scan.status == 0);
    BOOST_TEST(scan.bytes == 0u);
  }
  BOOST_TEST(scan_head(whole).bytes == whole.size());
}

BOOST_AUTO_TEST_CASE(what_follows_a_request_is_not_part_of_it) {
  auto whole = get("Content-Length: 3\r\n");
  auto scan = scan_head(whole + "abcGET / HTTP/1.1\r\n");
  BOOST_TEST(scan.bytes == whole.size() + 3);
}

BOOST_AUTO_TEST_CASE(headers_that_choose_another_form_are_hidden) {
  auto scan = scan_head(get("rAnge: bytes=0-\r\nAccept-Encoding: br\r\n"
                            "Expect: 100-continue\r\nOrigin: x\r\n"));
  BOOST_TEST(scan.clean == get("Accept-Encoding: br\r\nOrigin: x\r\n"));
}

BOOST_AUTO_TEST_CASE(an_endless_line_and_endless_lines_are_refused) {
  BOOST_TEST(
      scan_head("GET / HTTP/1.1\r\nA: " + std::string(20'000, 'a')).status
      == 431);
  std::string lines;
  for (std::size_t i = 0; i <= head_lines_max; ++i)
    lines += "a: b\r\n";
  BOOST_TEST(status_of(lines) == 431);
}

BOOST_AUTO_TEST_CASE(a_target_that_is_too_long_is_refused) {
  BOOST_TEST(scan_head("GET /" + std::string(target_bytes_max, 'a')
                       + " HTTP/1.1\r\n" + host + "\r\n")
                 .status
             == 414);
}

BOOST_AUTO_TEST_CASE(bodies_are_bounded_and_come_plain) {
  BOOST_TEST(status_of("Content-Length: 65536\r\n") == 0);
  BOOST_TEST(status_of("Content-Length: 65537\r\n") == 413);
  BOOST_TEST(status_of("Content-Length: 99999999999999999999999\r\n") == 413);
  BOOST_TEST(status_of("Content-Encoding: gzip\r\n") == 415);
  BOOST_TEST(status_of("Transfer-Encoding: chunked\r\n") == 501);
}

BOOST_AUTO_TEST_CASE(what_two_parsers_could_read_differently_is_refused) {
  for (const auto* wrong :
       {"Content-Length: 1\r\nContent-Length: 1\r\n", "Content-Length: -1\r\n",
        "Content-Length: +1\r\n", "Content-Length:\r\n",
        "Content-Length: 1, 1\r\n", "Content-Length : 1\r\n", " folded\r\n",
        ": nothing\r\n", "no colon\r\n", "A: b\nHost: c\r\n", "A: \x01\r\n",
        "Host: two\r\n"})
    BOOST_TEST(status_of(wrong) == 400, wrong);
  BOOST_TEST(status_of(std::string{"A: \0b\r\n", 7}) == 400);
  BOOST_TEST(scan_head("GET / HTTP/1.1\r\n\r\n").status == 400);
  BOOST_TEST(scan_head("GET / HTTP/1.0\r\n\r\n").status == 0);
  BOOST_TEST(scan_head("GET\r\n\r\n").status == 400);
  BOOST_TEST(scan_head("\r\n\r\n").status == 400);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
