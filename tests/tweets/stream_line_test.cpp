#include "tools/tweets/stream_line.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

#include "tests/support/shared_data.hpp"

namespace murmuration::tweets {

using kind = stream_line::kind;

static std::ostream& operator<<(std::ostream& out, kind x) {
  return out << static_cast<int>(x);
}

namespace {

stream_line read_line(std::string_view line) {
  stream_line_reader reader;
  return reader.read(line);
}

BOOST_AUTO_TEST_SUITE(a_stream_line)

BOOST_AUTO_TEST_CASE(a_tweet_of_either_version_has_its_id) {
  for (
      auto line :
      {R"({"data":{"id":"1600000000000000001","text":"x"}})",
       R"({"data":{"id":1600000000000000001},"errors":[{"title":"Not Found"}]})",
       R"({"id":1,"id_str":"1600000000000000001","text":""})",
       R"({"id":1600000000000000001,"text":"x"})",
       // Half a surrogate pair: the engine counts it.
       R"({"data":{"id":"1600000000000000001","text":"\ud83d"}})"}) {
    auto x = read_line(line);
    BOOST_TEST(x.what == kind::record);
    BOOST_TEST(x.id == "1600000000000000001");
    BOOST_TEST(x.number.value() == 1600000000000000001u);
  }
}

BOOST_AUTO_TEST_CASE(a_record_without_a_usable_id_is_a_record) {
  for (auto line :
       {R"({"data":{"text":"x"}})", R"({"data":{"id":"7a"}})",
        R"({"new":"kind of \ud83d notice"})", R"({"data":{"id":""}})",
        R"({"data":{"id":null}})", R"({"delete":{"status":{"id":7}}})",
        R"({"data":{"id":"99999999999999999999999"}})"}) {
    auto x = read_line(line);
    BOOST_TEST(x.what == kind::record);
    BOOST_TEST(x.id.empty());
    BOOST_TEST(!x.number.has_value());
  }
}

BOOST_AUTO_TEST_CASE(blank_lines_are_heart_beats) {
  for (auto line : {"", " ", "\r", "\t "})
    BOOST_TEST(read_line(line).what == kind::heart_beat);
}

BOOST_AUTO_TEST_CASE(what_is_no_object_is_broken) {
  for (auto line : {"{", "[]", "7", "\"text\"", "<html>", "{}}",
                    R"({"data":{"id":"1)", "{\"a\":\"\xFF\"}"})
    BOOST_TEST(read_line(line).what == kind::broken);
  BOOST_TEST(read_line(std::string(1 << 20, '[')).what == kind::broken);
}

BOOST_AUTO_TEST_CASE(both_shapes_of_a_disconnect_are_understood) {
  auto v1 = read_line(
      R"({"disconnect":{"code":4,"stream_name":"s","reason":"stalled"}})");
  BOOST_TEST(v1.what == kind::disconnect);
  BOOST_TEST(v1.reason == "stalled");
  auto v2 = read_line(
      R"({"errors":[{"title":"operational-disconnect","disconnect_type":
      "OperationalDisconnect","detail":"for reasons"}]})");
  BOOST_TEST(v2.what == kind::disconnect);
  BOOST_TEST(v2.reason == "operational-disconnect: for reasons");
  BOOST_TEST((v2.why == trouble::network));
}

BOOST_AUTO_TEST_CASE(too_many_connections_are_a_rate_limit) {
  const std::string issue =
      R"({"title":"ConnectionException","detail":"the maximum",
      "connection_issue":"TooManyConnections"})";
  for (const auto& line : {issue, R"({"errors":[)" + issue + "]}"}) {
    auto x = read_line(line);
    BOOST_TEST(x.what == kind::disconnect);
    BOOST_TEST((x.why == trouble::rate_limit));
    BOOST_TEST(x.reason == "ConnectionException: the maximum");
  }
}

BOOST_AUTO_TEST_CASE(every_object_of_a_real_stream_is_a_record_with_its_id) {
  auto path = test::shared_file("data/tweets_v2_stream_shaped.jsonl");
  if (!path)
    return;
  stream_line_reader reader;
  std::size_t ids = 0;
  std::ifstream in{*path, std::ios::binary};
  for (std::string line; std::getline(in, line);) {
    auto x = reader.read(line);
    BOOST_REQUIRE((x.what == kind::record || x.what == kind::heart_beat));
    ids += x.number.has_value();
  }
  BOOST_TEST(ids >= 1000u);
}

BOOST_AUTO_TEST_CASE(words_of_an_error_are_short_and_on_one_line) {
  BOOST_TEST(error_words(R"({"title":"A","detail":"b\nc"})") == "A: b c");
  BOOST_TEST(error_words(R"({"errors":[{"message":"m"},{"message":"n"}]})")
             == "m: n");
  BOOST_TEST(error_words("<html>\n") == "<html> ");
  BOOST_TEST(error_words(std::string(9999, 'x')).size() == 500u);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::tweets
