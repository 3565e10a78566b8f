#include "runtime/decode/token_index.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <random>
#include <simdjson.h>
#include <string>
#include <vector>

#include "runtime/decode/scalars.hpp"
#include "tests/decode/by_grammar.hpp"

using namespace murmuration;
using test::padded;

namespace {

using places = std::vector<std::size_t>;

bool is_escape(std::string_view rest) {
  auto kind = rest.size() > 1 ? rest[1] : ' ';
  if (kind == 'u')
    return rest.size() > 5
           && rest.find_first_not_of("0123456789abcdefABCDEF", 2) > 5;
  return std::string_view{R"("\/bfnrt)"}.find(kind) != std::string_view::npos;
}

/// Byte by byte, what an index has to find; none: it has to fail. `open` tells
/// that it may find less, and leave the rest to the reader: control characters
/// outside of strings, and strings right behind a scalar.
std::optional<places> tokens_of(std::string_view text, bool& open) {
  open = false;
  places found;
  auto in_string = false;
  auto in_scalar = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = text[i];
    auto is_control = static_cast<unsigned char>(c) < ' ';
    if (is_control && !in_string && !is_blank(c))
      open = true;
    if (is_control && (in_string || !is_blank(c)))
      return std::nullopt;
    if (c == '"') {
      open |= in_scalar;
      in_string = !in_string;
      in_scalar = false;
      if (in_string)
        found.push_back(i);
      continue;
    }
    auto at = i;
    if (c == '\\' && !is_escape(text.substr(i++)))
      return std::nullopt;
    if (in_string)
      continue;
    auto is_mark = std::string_view{"{}[]:,"}.find(c) != std::string_view::npos;
    auto is_scalar = !is_mark && !is_blank(c);
    if (is_mark || (is_scalar && !in_scalar))
      found.push_back(at);
    in_scalar = is_scalar;
  }
  if (in_string || found.empty() || !is_utf8(text))
    return std::nullopt;
  return found;
}

std::optional<places> found_by(token_index& index, std::string_view text) {
  if (!index.build(text))
    return std::nullopt;
  const auto& tokens = index.tokens();
  for (std::size_t i = 0; i < tokens.count; ++i)
    BOOST_TEST_REQUIRE(tokens.firsts[i] == text[tokens.positions[i]]);
  for (std::size_t i = 0; i < token_padding; ++i)
    BOOST_TEST_REQUIRE(tokens.firsts[tokens.count + i] == 0);
  BOOST_TEST_REQUIRE(tokens.positions[tokens.count] == text.size());
  return places{tokens.positions, tokens.positions + tokens.count};
}

/// Each kernel that this processor has, until the end of the scope.
class with_kernel {
public:
  explicit with_kernel(const simdjson::implementation* one)
    : usual_(simdjson::get_active_implementation()) {
    simdjson::get_active_implementation() = one;
  }
  ~with_kernel() {
    simdjson::get_active_implementation() = usual_;
  }

private:
  const simdjson::implementation* usual_;
};

} // namespace

BOOST_AUTO_TEST_CASE(every_kernel_finds_what_is_found_byte_by_byte) {
  auto seed = test::seed_of_run();
  BOOST_TEST_MESSAGE("MURMURATION_TEST_SEED=" << seed);
  const std::vector<std::string> pieces{
      R"("a":)",
      R"("text")",
      R"(")",
      ",",
      ":",
      "{",
      "}",
      "[",
      "]",
      "true",
      "-1.5e3",
      "0",
      " ",
      "\t",
      "\r\n",
      R"(\")",
      R"(\\)",
      R"(\/)",
      R"(\u00e9)",
      R"(\ud83d\uDE00)",
      R"("https:\/\/t.co\/x")",
      R"(":")",
      R"("\n")",
      "é",
      "\xF0\x9F\x98\x80",
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      "[],{}",
      "[1,2,3]",
      "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
      R"("")",
      R"(",")"};
  const std::vector<std::string> wrong{"\x01", R"(\x)", R"(\u12)", "\xFF",
                                       "\""};
  for (const auto* kernel : simdjson::get_available_implementations()) {
    if (!kernel->supported_by_runtime_system())
      continue;
    with_kernel active{kernel};
    token_index index;
    std::mt19937 dice{seed};
    int valid = 0;
    for (auto i = 0; i < 20'000; ++i) {
      auto text = test::made_of(pieces, 60, dice);
      if (dice() % 4 == 0)
        text.insert(dice() % text.size(), wrong[dice() % wrong.size()]);
      auto open = false;
      // Most have an even number of quotes.
      if (!tokens_of(text, open) && dice() % 4 != 0)
        text += '"';
      auto expected = tokens_of(text, open);
      auto found = found_by(index, padded{text});
      if (!open || has_avx512())
        BOOST_TEST_REQUIRE((found == expected),
                           kernel->name()
                               << ": " << text
                               << " (MURMURATION_TEST_SEED=" << seed << ")");
      valid += expected.has_value();
    }
    BOOST_TEST(valid > 2'000);
    BOOST_TEST(valid < 18'000);
  }
}

BOOST_AUTO_TEST_CASE(escapes_are_found_at_every_place_of_a_block) {
  token_index index;
  for (std::size_t before = 0; before < 140; ++before) {
    auto quoted = [front = std::string(before, 'x')](const char* escapes) {
      return padded{'"' + front + escapes + '"'};
    };
    for (auto good : {R"(\\\u00e9\n)", R"(\u12aF\b\r\t\f\/)", R"(\"\\)"})
      BOOST_TEST_REQUIRE(index.build(quoted(good)));
    for (auto bad : {R"(\x)", R"(\\\u00g9)", R"(\\\\\ )", R"(\u12)", R"(\)"})
      BOOST_TEST_REQUIRE(!index.build(quoted(bad)));
  }
}

BOOST_AUTO_TEST_CASE(an_index_grows_and_shrinks_with_its_texts) {
  token_index index;
  for (std::size_t size : {3u, 70'000u, 3'000'000u, 64u, 65u, 1'000'000u, 5u}) {
    std::string text(size, '[');
    auto found = found_by(index, padded{text});
    BOOST_TEST_REQUIRE((found && found->size() == size));
  }
}
