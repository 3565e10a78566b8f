#include "runtime/classify/hashed_model.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <random>

#include "runtime/classify/load_model.hpp"
#include "runtime/classify/short_word.hpp"

namespace murmuration {
namespace {

/// Knows one word, "good", with the weight 100.
hashed_parameters small() {
  hashed_parameters result;
  result.languages = {"en"};
  result.bits = 12;
  result.hash_seed = 5;
  result.scale = .05;
  result.smoothing = 9;
  result.bytes.resize(1 << 12);
  auto hash = feature_hash::word_start;
  for (char c : std::string_view{"good"})
    hash = feature_hash::word_step(hash, static_cast<std::uint64_t>(c));
  result.bytes[feature_hash{12, 5}(hash, feature_hash::word)] = 100;
  return result;
}

std::string refusal(const std::string& bytes) {
  try {
    parse_hashed_model(bytes, "m.json");
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return {};
}

/// `text` with the first `what` replaced.
std::string with(std::string text, const std::string& what,
                 const std::string& other) {
  auto at = text.find(what);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, what);
  return text.replace(at, what.size(), other);
}

BOOST_AUTO_TEST_SUITE(the_hashed_model)

BOOST_AUTO_TEST_CASE(the_margin_is_the_sum_over_the_root_of_the_words) {
  hashed_model model{small(), 0, 1};
  auto said = model.classify("Good");
  BOOST_TEST((said.label == sentiment::positive));
  BOOST_TEST(said.score == 1 / (1 + std::exp(-5 / std::sqrt(10.))), //
             boost::test_tools::tolerance(1e-12));
  BOOST_TEST(model.read("good day everyone").positive
                 == 1 / (1 + std::exp(-5 / std::sqrt(12.))),
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(without_evidence_there_is_no_label) {
  hashed_model model{small(), 0, 1};
  for (auto text : {"", "@a", "https://x.y", "!!! ???", "\xFF\xFE", "@a: …"}) {
    auto said = model.classify(text);
    BOOST_TEST((said.label == sentiment::none), text);
    BOOST_TEST(said.score == 0);
  }
}

BOOST_AUTO_TEST_CASE(within_the_band_a_text_is_neutral) {
  auto label = [](double band, std::string_view text) {
    return hashed_model{small(), band, 1}.classify(text).label;
  };
  // sigmoid(1.58) = 0.83
  BOOST_TEST((label(.3, "good") == sentiment::positive));
  BOOST_TEST((label(.4, "good") == sentiment::neutral));
  BOOST_TEST((label(.1, "unknown") == sentiment::neutral));
  BOOST_TEST((label(0, "unknown") == sentiment::negative));
  hashed_model model{small(), .4, 1};
  BOOST_TEST(model.classify("unknown").score == 1);
}

BOOST_AUTO_TEST_CASE(what_changes_labels_changes_the_id) {
  auto id = hashed_model{small(), .1, 1}.id();
  BOOST_TEST((hashed_model{small(), .1, 1}.id() == id));
  BOOST_TEST((hashed_model{small(), .1, 2}.id() != id));
  BOOST_TEST((hashed_model{small(), .2, 1}.id() != id));
}

BOOST_AUTO_TEST_CASE(long_texts_are_summed_up_whole) {
  // More places than are kept waiting at once.
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "good ";
  auto read = hashed_model{small(), 0, 1}.read(text);
  BOOST_TEST(read.tokens == 5000u);
  auto fewer = small();
  fewer.scale = 1e-4;
  BOOST_TEST((hashed_model{fewer, 0, 1}.read(text).positive)
                 == 1 / (1 + std::exp(-50 / std::sqrt(5009.))),
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_file_reads_back_as_it_was_written) {
  auto model = small();
  model.scale = 0.1 + 0.2;
  model.bias = -1. / 3;
  model.hash_seed = UINT64_MAX;
  model.about["data"] = "\"quoted\", ü";
  model.measured["macro_f1"] = .825;
  auto text = print_hashed_model(model);
  BOOST_TEST(is_hashed_model(text));
  auto again = parse_hashed_model(text, "m.json");
  BOOST_TEST((again.bytes == model.bytes));
  BOOST_TEST(again.scale == model.scale);
  BOOST_TEST(again.bias == model.bias);
  BOOST_TEST(print_hashed_model(again) == text);
  auto floats = small();
  floats.floats.assign(floats.bytes.begin(), floats.bytes.end());
  floats.bytes.clear();
  auto as_floats = parse_hashed_model(print_hashed_model(floats), "m.json");
  BOOST_TEST((as_floats.floats == floats.floats));
  BOOST_TEST((hashed_model{as_floats, 0, 1}.classify("good").score)
             == (hashed_model{small(), 0, 1}.classify("good").score));
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_refused_with_the_reason) {
  auto text = print_hashed_model(small());
  auto says = [](const std::string& what, const char* part) {
    BOOST_TEST(what.find("m.json") != std::string::npos, what);
    BOOST_TEST(what.find(part) != std::string::npos, part << " in: " << what);
  };
  says(refusal(text.substr(0, 300)), "no JSON");
  says(refusal(with(text, "murmuration-hashed", "other")), "format");
  says(refusal(with(text, "\"version\": 1", "\"version\": 2")), "version 1");
  says(refusal(with(text, "\"bits\": 12", "\"bits\": 13")), "weights");
  says(refusal(with(text, "\"bits\": 12", "\"bits\": 40")), "bits");
  says(refusal(with(text, "\"scale\": 0.05", "\"scale\": 0")), "scale");
  says(refusal(with(text, "\"scale\": 0.05", "\"scale\": 1e999")), "too big");
  says(refusal(with(text, "\"scale\"", "\"skale\"")), "scale is missing");
  says(refusal(with(text, "int8", "int9")), "int9");
  says(refusal(with(text, "AAAA", "A!AA")), "base64");
  says(refusal(with(text, "\"en\"", "")), "languages");
  says(refusal("{\"format\": \"murmuration-hashed\"}"), "version");
  says(refusal("[\"format\"]"), "format");
  says(refusal(std::string(200'000, '[')), "no JSON");
}

BOOST_AUTO_TEST_CASE(broken_files_never_crash) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  auto model = small();
  model.bits = 10;
  model.bytes.resize(1 << 10);
  auto text = print_hashed_model(model);
  for (int i = 0; i < 300; ++i) {
    auto broken = text;
    for (int k = 0; k < 3; ++k)
      broken[random() % 700 % broken.size()] = static_cast<char>(random());
    try {
      hashed_model{parse_hashed_model(broken, "m.json"), 0, 0}.classify("x");
    } catch (const std::runtime_error&) {
    }
  }
}

BOOST_AUTO_TEST_CASE(a_reader_that_remembers_words_says_the_same) {
  std::mt19937 random{std::random_device{}()};
  auto parameters = small();
  parameters.scale = .001;
  for (auto& x : parameters.bytes)
    x = static_cast<std::int8_t>(random() % 256);
  hashed_model model{parameters, 0, 1};
  auto reader = model.make_reader();
  const std::vector<std::string> pieces{
      "good",  "NOT",    "Never",          "don't", "don",      "soooo",
      "o'k",   "a_b",    "caf\u00E9",      "1000",  "@someone", "https://x.y/z",
      "&amp;", "&#39;s", "\U0001F602",     "<3",    ":)",       "...",
      "!?",    "hello",  "wonderfulness1", "\xFF",  "www",      "ca&#39;nt"};
  auto letters = [&](std::size_t size_max) {
    std::string word;
    for (auto n = 1 + random() % size_max; n > 0; --n)
      word += "abcdefghijKLMNOPQRSTuvwxyz0123456789"[random() % 36];
    return word;
  };
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) {
      text += random() % 3 == 0 ? letters(random() % 8 == 0 ? 40 : 3)
                                : pieces[random() % pieces.size()];
      if (random() % 4 != 0)
        text += " .-'"[random() % 8 == 0 ? random() % 4 : 0];
    }
    auto expected = model.classify(text);
    // From memory without a byte behind its end, for the sanitizers.
    std::vector<char> alone(text.begin(), text.end());
    auto said = reader->classify({alone.data(), alone.size()});
    BOOST_REQUIRE_MESSAGE(
        said.label == expected.label && said.score == expected.score, text);
  }
}

BOOST_AUTO_TEST_CASE(words_that_fit_into_two_numbers_are_found_whole) {
  auto found = [](std::string_view text) {
    return short_word_at(text.data(), text.data() + text.size());
  };
  std::string letters = "Abcdefghijklmnop";
  for (std::size_t size = 0; size <= 16; ++size)
    for (std::string_view rest :
         {"", " ", "@ab", "[0123456789abcdefgh", "`zzzzzzzzzzzzzzzzzzz",
          "\x80xxxxxxxxx", "\xC3\xA9xxxxxxxxxxxxxxxxxxxx", "/", ":"}) {
      auto word = found(letters.substr(0, size) + std::string{rest});
      BOOST_TEST(word.size == size);
      auto lower = found("a" + letters.substr(1, size > 0 ? size - 1 : 0));
      if (size > 0)
        BOOST_TEST((word.low == lower.low && word.high == lower.high));
    }
  BOOST_TEST(found(letters + "q").size == 0u);
  BOOST_TEST(found(letters + "qrstuvw").size == 0u);
  BOOST_TEST(found("ab").low == 0x6261u);
  BOOST_TEST(found("Z9").low == 0x397Au);
}

BOOST_AUTO_TEST_CASE(a_language_that_the_model_does_not_know_is_refused) {
  hashed_model model{small(), 0, 1};
  BOOST_CHECK_NO_THROW(require_languages(model, {"en", "en-GB"}));
  BOOST_CHECK_NO_THROW(require_languages(model, {}));
  try {
    require_languages(model, {"en", "de"});
    BOOST_ERROR("de was taken");
  } catch (const std::invalid_argument& error) {
    std::string what = error.what();
    BOOST_TEST(what.find("\"de\"") != std::string::npos, what);
    BOOST_TEST(what.find("(it knows: en)") != std::string::npos, what);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
