#include "runtime/decode/json_text.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "runtime/decode/code_points.hpp"
#include "runtime/decode/token_index.hpp"
#include "runtime/decode/unescape.hpp"
#include "tests/decode/by_grammar.hpp"

using namespace murmuration;
using test::padded;

namespace {

/// What each way to unescape says, which must be the same.
std::string meaning(std::string_view text) {
  arena bytes;
  std::string by_16{unescape_by_16(text, bytes)};
  if (has_avx512())
    BOOST_TEST_REQUIRE(unescape_avx512(text, bytes) == by_16);
  BOOST_TEST_REQUIRE(unescape(text, bytes) == by_16);
  return by_16;
}

} // namespace

BOOST_AUTO_TEST_SUITE(json_text)

BOOST_AUTO_TEST_CASE(escapes_are_replaced_at_every_place_of_a_block) {
  for (std::size_t before = 0; before < 70; ++before)
    for (std::size_t after = 0; after < 40; ++after) {
      std::string front(before, 'x');
      std::string back(after, 'y');
      padded text{front + R"(\\\u00e9\n)" + back};
      BOOST_TEST_REQUIRE(meaning(text) == front + "\\é\n" + back);
    }
}

BOOST_AUTO_TEST_CASE(code_points_of_every_size_are_unescaped) {
  BOOST_TEST(meaning(padded{R"(\u0041\u00E9\u20ac\uD83D\uDE02\uffff)"})
             == "Aé€😂\uFFFF");
  BOOST_TEST(meaning(padded{R"(\"\\\/\b\f\n\r\t)"}) == "\"\\/\b\f\n\r\t");
  BOOST_TEST(meaning(padded{""}) == "");
}

BOOST_AUTO_TEST_CASE(each_code_point_is_unescaped_at_some_place_of_a_block) {
  auto digits = [](std::uint32_t unit) {
    constexpr std::string_view all = "0123456789abCDEf";
    std::string text = "\\u";
    for (auto shift : {12, 8, 4, 0})
      text += all[unit >> shift & 15];
    return text;
  };
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    std::string text(point % 61, 'x');
    auto expected = text;
    if (point >= 0x10000)
      text += digits(0xD800 + ((point - 0x10000) >> 10))
              + digits(0xDC00 + (point & 0x3FF));
    else
      text += digits(point);
    auto is_half = point >= 0xD800 && point <= 0xDFFF;
    char bytes[4];
    expected.append(bytes, append_utf8(bytes, is_half ? 0xFFFD : point));
    if (meaning(padded{text}) != expected)
      BOOST_TEST_REQUIRE(meaning(padded{text}) == expected, point);
  }
}

BOOST_AUTO_TEST_CASE(escapes_in_any_order_mean_what_each_means) {
  struct piece {
    std::string text, meaning;
  };
  const std::vector<piece> pieces{
      {"plain", "plain"},
      {"u", "u"},
      {"und noch etwas mehr Text", "und noch etwas mehr Text"},
      {R"(\u0430\u0431\u0432)", "абв"},
      {R"(\u65e5\u672C)", "日本"},
      {R"(\ud83d\uDE02)", "😂"},
      {R"(\u0000)", std::string(1, '\0')},
      {R"(\ud83d-)", "\uFFFD-"},
      {R"(\udE02)", "\uFFFD"},
      {R"(\uD83D\ud83d\ude02)", "\uFFFD😂"},
      {R"(\\)", "\\"},
      {R"(\\u0041)", "\\u0041"},
      {R"(\/)", "/"},
      {R"(\n\t\r\b\f\")", "\n\t\r\b\f\""},
      {"日本é", "日本é"}};
  auto seed = test::seed_of_run();
  BOOST_TEST_MESSAGE("MURMURATION_TEST_SEED=" << seed);
  std::mt19937 dice{seed};
  for (auto i = 0; i < 50'000; ++i) {
    std::string text, expected;
    for (auto left = dice() % 40; left > 0; --left) {
      const auto& next = pieces[dice() % pieces.size()];
      text += next.text;
      expected += next.meaning;
    }
    BOOST_TEST_REQUIRE(meaning(padded{text}) == expected,
                       text << " (MURMURATION_TEST_SEED=" << seed << ")");
  }
}

BOOST_AUTO_TEST_SUITE_END()
