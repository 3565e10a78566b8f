#include "tools/inject/file_feed.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/inject/scratch_folder.hpp"
#include "tools/inject/json_records.hpp"

namespace murmuration::inject {
namespace {

using test::scratch_folder;
using texts = std::vector<std::string>;

texts all(const options& asked) {
  auto from = make_file_feed(asked, true);
  outgoing record;
  texts result;
  while (from->next(record))
    result.push_back(record.value);
  return result;
}

constexpr auto tweet = R"({"id_str": "7", "text": "hi #Tea #tea",
  "created_at": "Sun Aug 16 21:41:13 +0000 2015",
  "user": {"screen_name": "ann"}})";

BOOST_AUTO_TEST_SUITE(the_file_feed)

BOOST_AUTO_TEST_CASE(an_array_and_lines_hold_the_same_records) {
  auto split = [](std::string_view bytes) {
    texts result;
    for (auto x : split_records(bytes))
      result.emplace_back(x);
    return result;
  };
  const texts expected{R"({"a": "],{"})", R"(["x\"]"])", "3"};
  BOOST_TEST(split(" [{\"a\": \"],{\"},\n [\"x\\\"]\"] , 3]\n") == expected,
             boost::test_tools::per_element());
  BOOST_TEST(split("{\"a\": \"],{\"}\r\n\n[\"x\\\"]\"]\n3") == expected,
             boost::test_tools::per_element());
  BOOST_TEST(split("[1]\n[2]\n").size() == 2u);
  BOOST_TEST(split("[]").empty());
  BOOST_TEST(split("\n \n").empty());
  BOOST_CHECK_THROW(split("[1, 2"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(in_order_sends_each_record_once_on_one_line) {
  scratch_folder dir;
  options asked{.path = dir.write("a.json", std::string{"["} + tweet + ",1]"),
                .in_order = true};
  auto sent = all(asked);
  BOOST_TEST(sent.size() == 2u);
  BOOST_TEST(sent[0].find('\n') == std::string::npos);
  BOOST_TEST(sent[0].find("\"hi #Tea #tea\"") != std::string::npos);
  asked.path = dir.write("b.jsonl", "not { json\n{}\n\n");
  BOOST_TEST(all(asked) == (texts{"not { json", "{}"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(random_is_with_replacement_and_repeats_with_its_seed) {
  scratch_folder dir;
  options asked{.seed = 5, .path = dir.write("a.jsonl", "a\nb\nc\n")};
  auto from = make_file_feed(asked, false);
  auto again = make_file_feed(asked, false);
  outgoing one, other;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    BOOST_REQUIRE(from->next(one) && again->next(other));
    BOOST_REQUIRE(one.value == other.value);
    seen.insert(one.value);
  }
  BOOST_TEST(seen.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_receipt_says_what_the_engine_will_count) {
  scratch_folder dir;
  options asked{.path = dir.write("a.json", std::string{"["} + tweet
                                                + ",{\"delete\": {}}, {}]"),
                .in_order = true};
  auto from = make_file_feed(asked, true);
  outgoing record;
  BOOST_REQUIRE(from->next(record));
  BOOST_TEST(record.adds.tweet);
  BOOST_TEST(record.adds.tags == texts{"tea"},
             boost::test_tools::per_element());
  BOOST_TEST(record.key == "7");
  for (int i = 0; i < 2; ++i) {
    BOOST_REQUIRE(from->next(record));
    BOOST_TEST(!record.adds.tweet);
    BOOST_TEST(record.adds.tags.empty());
  }
  BOOST_TEST(!from->next(record));
}

BOOST_AUTO_TEST_CASE(a_format_changes_the_records_into_it) {
  scratch_folder dir;
  options asked{.format = format::text,
                .path = dir.write("a.json", std::string{"["} + tweet + "]"),
                .in_order = true};
  BOOST_TEST(all(asked).at(0) == "\"hi #Tea #tea\"");
  asked.format = format::python;
  BOOST_TEST(all(asked).at(0)
             == "{'id_str': '7', 'text': 'hi #Tea #tea', 'created_at': "
                "'Sun Aug 16 21:41:13 +0000 2015', "
                "'user': {'screen_name': 'ann'}}");
  asked.path = dir.write("b.jsonl", "{broken\n");
  BOOST_CHECK_THROW(all(asked), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_missing_or_empty_is_an_error) {
  scratch_folder dir;
  BOOST_CHECK_THROW(make_file_feed({.path = "/nowhere/x.json"}, false),
                    std::runtime_error);
  BOOST_CHECK_THROW(make_file_feed({.path = dir.write("e", "\n")}, false),
                    std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::inject
