#include "tools/inject/flat_text.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

#include "tools/inject/times.hpp"
#include "tools/inject/word.hpp"

namespace murmuration::inject {
namespace {

BOOST_AUTO_TEST_SUITE(text_in_its_place)

BOOST_AUTO_TEST_CASE(parts_stand_one_behind_the_other) {
  flat_text<400> inner;
  inner.put("in");
  flat_text<400> out;
  const char* pointer = "p";
  out.put("a", std::string_view{"bc"}, inner, 0, " ", -7, " ", true, false,
          word{"é"}, hex<>{0xBEEF}, hex<4>{0xA}, hex<>{0}, pointer,
          v1_time{1'439'761'273'000}, v2_time{1'439'761'273'042});
  BOOST_TEST(out.view()
             == "abcin0 -7 truefalse\\u00e9beef000a0p"
                "Sun Aug 16 21:41:13 +0000 20152015-08-16T21:41:13.042Z");
  out.clear();
  out.put(std::numeric_limits<std::uint64_t>::max(),
          std::numeric_limits<std::int64_t>::min());
  BOOST_TEST(out.view() == "18446744073709551615-9223372036854775808");
}

BOOST_AUTO_TEST_CASE(a_text_that_has_no_room_is_an_error) {
  flat_text<8> out;
  out.put("12345678");
  BOOST_CHECK_THROW(out.put("9"), std::length_error);
  BOOST_CHECK_THROW(out.put(true), std::length_error);
  BOOST_CHECK_THROW(out.put(std::string_view{"9"}), std::length_error);
  BOOST_TEST(out.view() == "12345678");
  out.clear();
  BOOST_CHECK_THROW(out.put(word{"a"}), std::length_error);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(texts_as_json)

BOOST_AUTO_TEST_CASE(code_points_are_those_of_the_text) {
  auto json = to_json("a\n\"é/東😀b");
  BOOST_TEST(json == R"(a\n\"\u00e9\/\u6771\ud83d\ude00b)");
  BOOST_TEST(code_points(json) == 8u);
  BOOST_TEST(first_code_points(json, 0) == "");
  BOOST_TEST(first_code_points(json, 4) == R"(a\n\"\u00e9)");
  BOOST_TEST(first_code_points(json, 6) == R"(a\n\"\u00e9\/\u6771)");
  BOOST_TEST(first_code_points(json, 7)
             == R"(a\n\"\u00e9\/\u6771\ud83d\ude00)");
  BOOST_TEST(first_code_points(json, 99) == json);
  // Behind the halves of pairs, and no half of one.
  BOOST_TEST(code_points(to_json("\uE000\uD7FF")) == 2u);
}

BOOST_AUTO_TEST_CASE(a_word_knows_its_length) {
  word x{"👩‍💻"};
  BOOST_TEST(x.view() == R"(\ud83d\udc69\u200d\ud83d\udcbb)");
  BOOST_TEST(x.length() == 3u);
  BOOST_CHECK_THROW(word(std::string(63, 'a')), std::length_error);
  BOOST_TEST(word(std::string(62, 'a')).length() == 62u);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::inject
