#include <boost/test/unit_test.hpp>

#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "runtime/source/record_hash.hpp"
#include "runtime/source/socket/line_splitter.hpp"

using namespace murmuration;
using namespace murmuration::socket_lines;

namespace {

constexpr std::size_t line_max = 20;

std::vector<std::string> texts(const line_block& block) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < block.size(); ++i)
    result.push_back(block.at(i).too_large
                         ? "too large"
                         : std::string{block.text(block.at(i))});
  return result;
}

/// The lines of `bytes`, handed in whole.
std::vector<std::string> lines_of(std::string_view bytes) {
  line_splitter splitter{line_max};
  line_block block;
  splitter.feed(bytes, block);
  return texts(block);
}

using strings = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(lines_of_a_stream)

BOOST_AUTO_TEST_CASE(end_with_a_line_feed_and_maybe_a_carriage_return) {
  BOOST_TEST((lines_of("a\nb\r\n\n\r\nc\rd\r\r\n")
              == strings{"a", "b", "", "", "c\rd\r"}));
  BOOST_TEST((lines_of(std::string_view{"a\0b\n", 4})
              == strings{std::string{"a\0b", 3}}));
}

BOOST_AUTO_TEST_CASE(that_have_not_ended_are_none_yet) {
  line_splitter splitter{line_max};
  line_block block;
  splitter.feed("one\ntw", block);
  BOOST_TEST((texts(block) == strings{"one"}));
  BOOST_TEST(splitter.drop() == 2u);
  splitter.feed("three\n", block);
  BOOST_TEST((texts(block) == strings{"one", "three"}));
  BOOST_TEST(splitter.drop() == 0u);
}

BOOST_AUTO_TEST_CASE(are_kept_up_to_the_limit_and_hashed_beyond) {
  std::string fits(line_max, 'x');
  std::string longer(line_max + 1, 'x');
  BOOST_TEST((lines_of(fits + "\n" + fits + "\r\n") == strings{fits, fits}));
  BOOST_TEST((lines_of(longer + "\n" + longer + "\r\na\n")
              == strings{"too large", "too large", "a"}));
  line_splitter splitter{line_max};
  line_block whole, pieces;
  splitter.feed(longer + "yz\n", whole);
  splitter.feed(longer, pieces);
  splitter.feed("yz", pieces);
  splitter.feed("\n", pieces);
  BOOST_TEST(pieces.at(0).hash == record_hash({}, longer + "yz"));
  BOOST_TEST(pieces.at(0).hash == whole.at(0).hash);
}

BOOST_AUTO_TEST_CASE(cost_little_memory_however_long_one_is) {
  line_splitter splitter{line_max};
  line_block block;
  std::string mebibyte(1u << 20, 'x');
  for (int i = 0; i < 8; ++i)
    splitter.feed(mebibyte, block);
  BOOST_TEST(block.memory() == 0u);
  BOOST_TEST(splitter.drop() == 8u << 20);
}

BOOST_AUTO_TEST_CASE(do_not_depend_on_how_the_bytes_were_cut) {
  auto seed = std::random_device{}();
  std::cout << "lines: seed " << seed << '\n';
  std::mt19937 random{seed};
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (int i = 0; i < 200; ++i)
      bytes += "ab\n\r\xc3\xa9xyzuvw"[random() % 12];
    line_splitter splitter{line_max};
    line_block block;
    for (std::string_view rest{bytes}; !rest.empty();) {
      auto size = std::min<std::size_t>(1 + random() % 30, rest.size());
      splitter.feed(rest.substr(0, size), block);
      rest.remove_prefix(size);
    }
    BOOST_REQUIRE((texts(block) == lines_of(bytes)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
