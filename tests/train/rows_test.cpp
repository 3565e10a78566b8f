#include "tools/train/rows.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/train/scratch_file.hpp"

namespace murmuration::train {
namespace {

rows read(const std::string& bytes) {
  test::scratch_file file{bytes};
  rows data;
  data.read(file.path);
  return data;
}

std::string refusal(const std::string& bytes) {
  try {
    read(bytes);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return {};
}

BOOST_AUTO_TEST_SUITE(training_rows)

BOOST_AUTO_TEST_CASE(two_columns_are_label_and_text) {
  auto data = read("1\tgood\r\n0\tbad, \"bad\"\n");
  BOOST_REQUIRE(data.all().size() == 2u);
  BOOST_TEST(data.all()[0].positive);
  BOOST_TEST(data.all()[0].text == "good");
  BOOST_TEST(!data.all()[1].positive);
  BOOST_TEST(data.all()[1].text == "bad, \"bad\"");
  BOOST_TEST(data.sources().size() == 1u);
  BOOST_TEST(data.bad().empty());
}

BOOST_AUTO_TEST_CASE(three_columns_have_a_source) {
  auto data = read("1\ta\tgood\tday\n0\tb\tbad\n1\ta\tfine");
  BOOST_REQUIRE(data.all().size() == 3u);
  BOOST_TEST(data.all()[0].text == "good\tday");
  BOOST_TEST(data.sources()[data.all()[1].source] == "b");
  BOOST_TEST(data.all()[2].source == data.all()[0].source);
}

BOOST_AUTO_TEST_CASE(one_tab_within_texts_makes_no_third_column) {
  auto data = read("1\ta good\tday\n0\tbad\n0\tworse\n");
  BOOST_TEST(data.all()[0].text == "a good\tday");
}

BOOST_AUTO_TEST_CASE(a_sample_csv_is_split_at_the_first_comma) {
  auto data = read("sentiment,text\n1,good, really\n0,\"bad\"\n2,what\nx\n");
  BOOST_REQUIRE(data.all().size() == 2u);
  BOOST_TEST(data.all()[0].text == "good, really");
  BOOST_TEST(data.all()[1].text == "\"bad\"");
  BOOST_REQUIRE(data.bad().size() == 2u);
  BOOST_TEST(data.bad()[0].line == 4u);
  BOOST_TEST(data.bad()[1].line == 5u);
}

BOOST_AUTO_TEST_CASE(bad_rows_are_told_with_their_lines_and_left_out) {
  auto data = read("1\tgood\n\n2\tx\n1\t\nnothing\n0\t\xFF\n0\t"
                   + std::string(70'000, 'x') + "\n0\tbad\n");
  BOOST_TEST(data.all().size() == 2u);
  std::string told;
  for (auto& x : data.bad())
    told += std::to_string(x.line) + " " + x.why + "; ";
  BOOST_TEST(told
             == "2 has no tab; 3 its label is neither 0 nor 1; 4 has no text; "
                "5 has no tab; 6 is not UTF-8; 7 its text is longer than 64 "
                "KiB; ");
}

BOOST_AUTO_TEST_CASE(a_file_without_any_good_row_is_an_error) {
  for (auto bytes : {"", "\n\n", "sentiment,text\n", "hello\n"})
    BOOST_TEST(refusal(bytes).find("has no row") != std::string::npos, bytes);
  BOOST_CHECK_THROW(rows{}.read("/nowhere/x.tsv"), std::runtime_error);
  BOOST_CHECK_THROW(rows{}.read("/"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::train
