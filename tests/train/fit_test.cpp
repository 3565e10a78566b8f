#include <boost/test/unit_test.hpp>

#include "runtime/classify/load_model.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/train/scratch_file.hpp"
#include "tools/train/evaluation.hpp"
#include "tools/train/explanation.hpp"
#include "tools/train/recipe.hpp"
#include "tools/train/word_list.hpp"

namespace murmuration::train {
namespace {

/// A small world: who likes what, in a few hundred made-up sentences.
std::string made_up_rows() {
  constexpr std::string_view things[]{"train", "coffee", "song", "garden",
                                      "phone", "game",   "soup"};
  constexpr std::string_view praise[]{"lovely", "great", "wonderful", "superb"};
  constexpr std::string_view blame[]{"awful", "broken", "boring", "rotten"};
  std::string result;
  for (std::size_t i = 0; i < 400; ++i) {
    auto positive = i % 2 == 0;
    auto negated = i % 5 == 0;
    auto word = positive != negated ? praise[i / 2 % 4] : blame[i / 2 % 4];
    result += positive ? "1\t" : "0\t";
    result += i % 3 == 0 ? "diary\t" : "letters\t";
    result += "my ";
    result += things[i % 7];
    result += negated ? " is not " : " is ";
    result += word;
    result += " number " + std::to_string(i) + "\n";
  }
  return result;
}

recipe small_recipe() {
  recipe how;
  how.bits = 12;
  how.descent.epochs = 6;
  return how;
}

std::string bytes_of(const rows& data, recipe how) {
  auto result = fit(data, how);
  result.model.languages = {"en"};
  return print_hashed_model(result.model);
}

BOOST_AUTO_TEST_SUITE(fitting)

BOOST_AUTO_TEST_CASE(the_same_rows_give_the_same_bytes_on_any_threads) {
  test::scratch_file file{made_up_rows()};
  rows data;
  data.read(file.path);
  auto how = small_recipe();
  auto once = bytes_of(data, how);
  BOOST_TEST((bytes_of(data, how) == once));
  for (auto threads : {2u, 3u}) {
    how.threads = threads;
    BOOST_TEST((bytes_of(data, how) == once), threads);
  }
  how.descent.seed = 2;
  BOOST_TEST((bytes_of(data, how) != once));
}

BOOST_AUTO_TEST_CASE(it_learns_what_the_rows_say_and_also_when_it_is_denied) {
  test::scratch_file file{made_up_rows()};
  rows data;
  data.read(file.path);
  auto result = fit(data, small_recipe());
  BOOST_TEST(result.rows == 400u);
  BOOST_TEST(result.held_out.accuracy > .9);
  result.model.languages = {"en"};
  hashed_model model{result.model, 0, 0};
  for (auto text : {"a lovely garden", "great soup", "it is not boring"})
    BOOST_TEST((model.classify(text).label == sentiment::positive), text);
  for (auto text : {"an awful song", "Broken.", "it is not great"})
    BOOST_TEST((model.classify(text).label == sentiment::negative), text);
}

BOOST_AUTO_TEST_CASE(bytes_and_numbers_give_the_same_labels) {
  test::scratch_file file{made_up_rows()};
  rows data;
  data.read(file.path);
  auto how = small_recipe();
  hashed_model bytes{fit(data, how).model, 0, 0};
  how.as_floats = true;
  hashed_model floats{fit(data, how).model, 0, 0};
  BOOST_TEST(agreement(ask(bytes, data), ask(floats, data)) >= .995);
  auto a = bytes.read("what a lovely train").positive;
  auto b = floats.read("what a lovely train").positive;
  BOOST_TEST(a == b, boost::test_tools::tolerance(.02));
}

BOOST_AUTO_TEST_CASE(one_class_alone_cannot_be_learned) {
  rows data;
  data.add(true, "x", "good");
  BOOST_CHECK_THROW(fit(data, small_recipe()), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(the_word_list_is_english_and_takes_sides) {
  rows data;
  BOOST_TEST(!add_word_list(data, "de"));
  BOOST_TEST(data.all().empty());
  BOOST_TEST(add_word_list(data, "en"));
  std::size_t positive = 0;
  for (auto& x : data.all())
    positive += x.positive;
  BOOST_TEST(positive > 300u);
  BOOST_TEST(data.all().size() - positive > 300u);
}

BOOST_AUTO_TEST_CASE(an_explanation_names_what_pushed_where) {
  test::scratch_file file{made_up_rows()};
  rows data;
  data.read(file.path);
  hashed_model model{fit(data, small_recipe()).model, 0, 0};
  auto text = explain(model, "not boring, lovely!");
  for (auto part : {"boring_NEG", "lovely", "not\n", "in all: positive"})
    BOOST_TEST(text.find(part) != std::string::npos, part << " in\n" << text);
  BOOST_TEST(explain(model, "@a").find("no evidence") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_shipped_model_keeps_its_figures) {
  auto model = load_model({std::filesystem::path{MURMURATION_SOURCE_DIR}
                               / "config/models/en/model.json",
                           {},
                           0});
  const std::pair<const char*, double> sets[]{
      {"data/test_s140_manual.tsv", .84}, {"data/test_semeval2017.tsv", .81}};
  for (auto& [name, accuracy_min] : sets) {
    auto path = test::shared_file(name);
    if (!path)
      return;
    rows data;
    data.read(*path);
    BOOST_TEST(measure(ask(*model, data)).accuracy >= accuracy_min, name);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::train
