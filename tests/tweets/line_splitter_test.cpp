#include "tools/tweets/line_splitter.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <vector>

namespace murmuration::tweets {
namespace {

std::vector<std::string> fed(line_splitter& lines,
                             const std::vector<std::string>& pieces) {
  std::vector<std::string> result;
  for (const auto& x : pieces)
    lines.feed(x, [&](std::string_view line) { result.emplace_back(line); });
  return result;
}

using list = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(the_line_splitter)

BOOST_AUTO_TEST_CASE(it_does_not_matter_where_the_pieces_end) {
  const std::string text = "{\"a\":\"東京 😀\"}\r\n\r\nb\n\r\r\nlast";
  const list wanted{"{\"a\":\"東京 😀\"}", "", "b", "\r"};
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    line_splitter lines{100};
    auto found = fed(lines, {text.substr(0, cut), text.substr(cut)});
    BOOST_TEST(found == wanted, boost::test_tools::per_element());
    BOOST_TEST(lines.rest() == "last");
  }
}

BOOST_AUTO_TEST_CASE(single_bytes_make_the_same_lines_as_one_piece) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "ab\r\n\xE6\x9D\xB1"[random() % 7];
  line_splitter whole{1000}, bytes{1000};
  list single;
  for (char c : text)
    single.emplace_back(1, c);
  BOOST_TEST(fed(whole, {text}) == fed(bytes, single),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_line_that_is_too_long_is_counted_and_not_kept) {
  for (const auto& pieces :
       {list{"12345\n123456\nab\n"}, list{"12345\n123", "456", "\nab\n"},
        list{"12345\n123", "456789", "0123\nab\n"}}) {
    line_splitter lines{5};
    BOOST_TEST(fed(lines, pieces) == (list{"12345", "ab"}),
               boost::test_tools::per_element());
    BOOST_TEST(lines.too_long() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(the_rest_of_a_connection_is_not_the_start_of_the_next) {
  line_splitter lines{5};
  fed(lines, {"torn"});
  lines.drop_rest();
  BOOST_TEST(fed(lines, {"new\n"}) == list{"new"},
             boost::test_tools::per_element());
  fed(lines, {"much too long"});
  lines.drop_rest();
  BOOST_TEST(fed(lines, {"b\n"}) == list{"b"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::tweets
