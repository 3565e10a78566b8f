#include "runtime/classify/term_model.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <string>

#include "tests/support/shared_data.hpp"

namespace murmuration {
namespace {

using test::shared_file;
namespace fs = std::filesystem;

struct folder {
  folder() {
    auto pattern = (fs::temp_directory_path() / "model-XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  ~folder() {
    fs::remove_all(path);
  }
  fs::path write(const char* name, const std::string& bytes) const {
    std::ofstream{path / name, std::ios::binary} << bytes;
    return path / name;
  }
  std::unique_ptr<sentiment_model> load(const std::string& json,
                                        const std::string& words) const {
    return load_term_model(write("model.json", json), write("w.csv", words));
  }
  fs::path path;
};

/// Terms good, bad, Bad and the empty one; then mention, link, retweet, tag.
std::unique_ptr<sentiment_model> small(const std::string& intercept = "0") {
  return folder{}.load(
      R"({"weights": [1.5, -2, 9, 9, 0.25, -0.25, 4, -4], "intercept": )"
          + intercept + "}",
      "good\nbad\nBad\n");
}

bool positive(const sentiment_model& model, std::string_view text) {
  return model.classify(text).label == sentiment::positive;
}

BOOST_AUTO_TEST_SUITE(the_term_model)

BOOST_AUTO_TEST_CASE(the_weights_of_the_words_decide) {
  auto model = small();
  BOOST_TEST(positive(*model, "Good!"));
  BOOST_TEST(!positive(*model, "good and BAD"));
  BOOST_TEST(positive(*model, "good, good and bad"));
  BOOST_TEST(model->classify("good").score == 1 / (1 + std::exp(-1.5)));
  BOOST_TEST(model->classify("bad").score
             == 1 - std::exp(-2.) / (1 + std::exp(-2.)));
}

BOOST_AUTO_TEST_CASE(no_evidence_is_negative_at_one_half) {
  for (auto text : {"", "nothing known", "Σ", "\xFF"}) {
    auto verdict = small()->classify(text);
    BOOST_TEST((verdict.label == sentiment::negative));
    BOOST_TEST(verdict.score == .5);
  }
}

BOOST_AUTO_TEST_CASE(a_margin_that_the_sigmoid_rounds_away_is_negative) {
  BOOST_TEST(!positive(*small("1e-17"), ""));
  BOOST_TEST(positive(*small("1e-15"), ""));
}

BOOST_AUTO_TEST_CASE(placeholders_have_weights_of_their_own) {
  auto model = small();
  BOOST_TEST(positive(*model, "@someone"));
  BOOST_TEST(!positive(*model, "http://t.co/x"));
  BOOST_TEST(positive(*model, "rt: #tag @someone"));
  BOOST_TEST(!positive(*model, "#tag"));
  // Glued to a word, a placeholder is an unknown word.
  BOOST_TEST(model->classify("x@someone").score == .5);
}

BOOST_AUTO_TEST_CASE(one_text_leaves_nothing_behind_for_the_next) {
  auto model = small();
  auto other = folder{}.load(
      R"({"weights": [1, 2, 3, 4, 5, 6], "intercept": 0})", "good\nday");
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(!positive(*model, "bad"));
    BOOST_TEST(positive(*other, "good day"));
    BOOST_TEST(positive(*model, "good"));
  }
}

BOOST_AUTO_TEST_CASE(the_id_follows_the_bytes_of_both_files) {
  folder dir;
  const std::string json = R"({"weights": [1, 2, 0, 0, 0, 0], "intercept": 0})";
  auto id = dir.load(json, "a\nb")->id();
  BOOST_TEST(dir.load(json, "a\nb")->id() == id);
  BOOST_TEST(dir.load(json, "a\nc")->id() != id);
  BOOST_TEST(dir.load(json + " ", "a\nb")->id() != id);
}

BOOST_AUTO_TEST_CASE(newlines_are_read_as_python_reads_them) {
  auto model = folder{}.load(
      R"({"weights": [1, -1, 0, 0, 0, 0, 0], "intercept": 0})", "a\r\nb\r\n");
  BOOST_TEST(positive(*model, "a"));
  BOOST_TEST(!positive(*model, "b"));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_an_error_that_names_the_file) {
  auto error = [](const std::string& json, const std::string& words) {
    try {
      folder{}.load(json, words);
    } catch (const std::runtime_error& e) {
      return std::string{e.what()};
    }
    return std::string{};
  };
  auto says = [](const std::string& text, const char* part) {
    BOOST_TEST(text.find(part) != std::string::npos, part << " in: " << text);
  };
  const std::string six = R"({"weights": [1, 2, 0, 0, 0, 0], "intercept": 0})";
  says(error(six, "a\nb\nc"), "6 weights");
  says(error(six, "a\na"), "twice");
  says(error("{\"weights\": [1", "a"), "model.json");
  says(error("[]", "a"), "expected");
  says(error(R"({"weights": [1]})", "a"), "expected");
  says(error(R"({"weights": [null], "intercept": 0})", "a"), "weights[0]");
  says(error(R"({"weights": [], "intercept": 1e999})", "a"), "too big");
  says(error(std::string(200'000, '['), "a"), "model.json");
  says(error(six, "a\n" + std::string(2000, 'b')), "line 2");
  BOOST_CHECK_THROW(load_term_model("/nowhere/m.json", "/nowhere/w.csv"),
                    std::runtime_error);
}

BOOST_AUTO_TEST_CASE(the_demonstration_model_knows_praise_from_complaint) {
  auto demo = fs::path{MURMURATION_SOURCE_DIR} / "config/models/demo";
  auto model =
      load_term_model(demo / "model.json", demo / "most_used_words.csv");
  BOOST_TEST(positive(*model, "What a wonderful day, I love it #sunny"));
  BOOST_TEST(!positive(*model, "@airline delayed again, this is awful"));
}

/// Labels of A's Python code on A's model, as its own run gave them.
BOOST_AUTO_TEST_CASE(labels_equal_those_of_the_python_code) {
  auto json = shared_file("seed/model.json");
  auto words = shared_file("seed/most_used_words.csv");
  if (!json || !words)
    return;
  auto model = load_term_model(*json, *words);
  struct expected {
    const char* file;
    std::size_t rows;
    std::size_t positive;
  };
  for (auto [file, rows, count] :
       {expected{"data/train_binary.tsv", 140220, 65965},
        expected{"data/test_s140_manual.tsv", 359, 167},
        expected{"data/test_semeval2017.tsv", 6347, 4515}}) {
    auto path = shared_file(file);
    if (!path)
      continue;
    std::ifstream in{*path};
    std::size_t seen = 0;
    std::size_t found = 0;
    for (std::string line; std::getline(in, line); ++seen)
      found +=
          positive(*model, std::string_view{line}.substr(line.rfind('\t') + 1));
    BOOST_TEST(seen == rows, file);
    BOOST_TEST(found == count, file);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
