#include "tools/train/evaluation.hpp"

#include <boost/test/unit_test.hpp>

#include <rapidjson/document.h>

namespace murmuration::train {
namespace {

/// Knows what it is told: p good, n bad, ? neutral, else none.
class told_model final : public sentiment_model {
public:
  verdict classify(std::string_view text) const override {
    switch (text.front()) {
      case 'p':
        return {sentiment::positive, .9};
      case 'n':
        return {sentiment::negative, .8};
      case '?':
        return {sentiment::neutral, 1};
      default:
        return {};
    }
  }
  std::uint64_t id() const override {
    return 0;
  }
};

rows five_rows() {
  rows data;
  data.add(true, "x", "p");
  data.add(true, "x", "n");
  data.add(false, "x", "n");
  data.add(true, "x", "?");
  data.add(false, "x", "-");
  return data;
}

BOOST_AUTO_TEST_SUITE(evaluating)

BOOST_AUTO_TEST_CASE(probabilities_are_those_of_positive) {
  auto all = ask(told_model{}, five_rows());
  BOOST_TEST(all[0].probability == .9);
  BOOST_TEST(all[1].probability == .2, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(all[3].probability == .5);
  BOOST_TEST(all[4].probability == .5);
}

BOOST_AUTO_TEST_CASE(neutral_and_none_are_not_decided) {
  auto x = ask_with_neutral(told_model{}, five_rows());
  BOOST_TEST(x.neutral == 1u);
  BOOST_TEST(x.none == 1u);
  BOOST_TEST(x.decided.rows() == 3u);
  BOOST_TEST(x.decided.accuracy == 2. / 3, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(the_json_has_what_scripts_rely_on) {
  auto data = five_rows();
  auto with = ask_with_neutral(told_model{}, data);
  double same = .5;
  rapidjson::Document json;
  json.Parse(as_json({measure(ask(told_model{}, data)), &with, &same, 7}));
  BOOST_REQUIRE(!json.HasParseError());
  for (auto name : {"accuracy", "macro_f1", "auc", "calibration_error"})
    BOOST_TEST(json[name].IsNumber(), name);
  BOOST_TEST(json["rows"].GetInt() == 5);
  BOOST_TEST(json["bad_rows"].GetInt() == 7);
  BOOST_TEST(json["agreement"].GetDouble() == .5);
  BOOST_TEST(json["confusion"]["false_negative"].GetInt() == 2);
  BOOST_TEST(json["with_neutral"]["coverage"].GetDouble() == .6);
  BOOST_TEST(json["with_neutral"]["decided"]["rows"].GetInt() == 3);
}

BOOST_AUTO_TEST_CASE(the_table_has_the_figures) {
  auto text = as_table({measure(ask(told_model{}, five_rows())), {}, {}, 0});
  BOOST_TEST(text.find("accuracy 0.6000") != std::string::npos, text);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::train
