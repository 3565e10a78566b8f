#include "runtime/classify/tokenizer.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace murmuration {
namespace {

/// The words, each followed by `|`.
std::string words(std::string_view text) {
  std::string result;
  for_each_word(text, [&](std::string_view word) {
    result += word;
    result += '|';
  });
  return result;
}

BOOST_AUTO_TEST_SUITE(tokenizer)

BOOST_AUTO_TEST_CASE(
    words_are_lower_cased_runs_of_alphanumerics_and_underscores) {
  BOOST_TEST(words("Good Morning, @Some_One! 2nd it's")
             == "good|morning|some_one|2nd|it|s|");
  BOOST_TEST(words("") == "");
  BOOST_TEST(words(" .,-! ") == "");
  BOOST_TEST(words("end") == "end|");
}

BOOST_AUTO_TEST_CASE(every_script_has_words) {
  BOOST_TEST(words("Größe ЛЮБОВЬ été") == "größe|любовь|été|");
  BOOST_TEST(words("今日は、良い天気") == "今日は|良い天気|");
  BOOST_TEST(words("مرحبا بالعالم") == "مرحبا|بالعالم|");
  BOOST_TEST(words("\U00010400x") == "\U00010428x|"); // Deseret, 4 bytes
}

BOOST_AUTO_TEST_CASE(numbers_of_all_kinds_belong_to_words) {
  BOOST_TEST(words("x² ½ Ⅷ ٣ ①") == "x²|½|ⅷ|٣|①|");
}

BOOST_AUTO_TEST_CASE(combining_marks_and_emoji_end_a_word) {
  BOOST_TEST(words("cafe\u0301s") == "cafe|s|");
  BOOST_TEST(words("हिन्दी") == "ह|न|द|");
  BOOST_TEST(words("so😀good") == "so|good|");
}

BOOST_AUTO_TEST_CASE(a_dotted_capital_i_loses_its_dot_and_ends_the_word) {
  BOOST_TEST(words("İstanbul") == "i|stanbul|");
  BOOST_TEST(words("DİYARBAKIR") == "di|yarbakir|");
}

BOOST_AUTO_TEST_CASE(a_sigma_is_final_only_at_the_end_of_a_cased_word) {
  BOOST_TEST(words("ΟΔΟΣ ΣΟΣ Σ") == "οδος|σος|σ|");
  // What may be ignored reaches beyond the word itself.
  BOOST_TEST(words("ΟΔΟΣ'Α") == "οδοσ|α|");
  BOOST_TEST(words("Α.Σ") == "α|ς|");
  BOOST_TEST(words("1Σ") == "1σ|");
}

BOOST_AUTO_TEST_CASE(a_lower_case_letter_may_be_longer) {
  BOOST_TEST(words("ȺȾ") == "ⱥⱦ|");
  BOOST_TEST(words("\u212A") == "k|"); // Kelvin sign
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_end_a_word_and_nothing_else) {
  BOOST_TEST(words("a\xFF"
                   "b\xC3")
             == "a|b|");
  BOOST_TEST(words("\xF0\x9F") == "");
  BOOST_TEST(words(std::string_view("a\0b", 3)) == "a|b|");
}

BOOST_AUTO_TEST_CASE(a_word_over_the_limit_is_passed_over) {
  std::string limit(token_bytes_max, 'x');
  BOOST_TEST(words(limit) == limit + "|");
  BOOST_TEST(words("a " + limit + "x b") == "a|b|");
  BOOST_TEST(words(std::string(token_bytes_max - 1, 'x') + "é b") == "b|");
  BOOST_TEST(words(std::string(1 << 20, 'x')) == "");
}

BOOST_AUTO_TEST_CASE(pieces_join_into_words_and_see_their_neighbours) {
  std::string seen;
  auto note = [&](std::string_view word) {
    (seen += word) += '|';
  };
  word_stream stream{note};
  stream.feed("ΑΣ", {false, true});
  stream.feed("link", {});
  stream.feed("Σ", {true, false});
  stream.finish();
  BOOST_TEST(seen == "ασlinkς|");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
