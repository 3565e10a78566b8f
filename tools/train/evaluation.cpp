#include "tools/train/evaluation.hpp"

#include <cstdio>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace murmuration::train {
namespace {

using writer = rapidjson::Writer<rapidjson::StringBuffer>;

void put(writer& json, const char* name, double value) {
  json.Key(name);
  json.Double(value);
}

void put_count(writer& json, const char* name, std::uint64_t value) {
  json.Key(name);
  json.Uint64(value);
}

void put_figures(writer& json, const figures& x) {
  put_count(json, "rows", x.rows());
  put(json, "accuracy", x.accuracy);
  put(json, "macro_f1", x.macro_f1);
  put(json, "auc", x.auc);
  put(json, "calibration_error", x.calibration_error);
  json.Key("confusion");
  json.StartObject();
  put_count(json, "true_positive", x.confusion[1][1]);
  put_count(json, "false_negative", x.confusion[1][0]);
  put_count(json, "false_positive", x.confusion[0][1]);
  put_count(json, "true_negative", x.confusion[0][0]);
  json.EndObject();
}

template <class... Values>
std::string line(const char* form, Values... values) {
  char text[200];
  auto size = std::snprintf(text, sizeof text, form, values...);
  return {text, static_cast<std::size_t>(size)};
}

std::string table_of(const figures& x) {
  auto count = [&](int truth, int said) {
    return static_cast<unsigned long long>(x.confusion[truth][said]);
  };
  return line("%22s %10s\n", "said negative", "positive")
         + line("truly negative %7llu %10llu\n", count(0, 0), count(0, 1))
         + line("truly positive %7llu %10llu\n", count(1, 0), count(1, 1))
         + line("rows %llu  accuracy %.4f  macro-F1 %.4f  AUC %.4f  "
                "calibration error %.4f\n",
                static_cast<unsigned long long>(x.rows()), x.accuracy,
                x.macro_f1, x.auc, x.calibration_error);
}

} // namespace

std::vector<prediction> ask(const sentiment_model& model, const rows& data) {
  std::vector<prediction> result;
  for (auto& x : data.all()) {
    auto [label, score] = model.classify(x.text);
    auto p = label == sentiment::positive   ? score
             : label == sentiment::negative ? 1 - score
                                            : .5;
    result.push_back({p, x.positive});
  }
  return result;
}

decided_share ask_with_neutral(const sentiment_model& model, const rows& data) {
  decided_share result;
  std::vector<prediction> decided;
  for (auto& x : data.all()) {
    auto [label, score] = model.classify(x.text);
    if (label == sentiment::none)
      ++result.none;
    else if (label == sentiment::neutral)
      ++result.neutral;
    else
      decided.push_back(
          {label == sentiment::positive ? score : 1 - score, x.positive});
  }
  result.decided = measure(decided);
  return result;
}

double agreement(const std::vector<prediction>& a,
                 const std::vector<prediction>& b) {
  double same = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    same += (a[i].probability > .5) == (b[i].probability > .5);
  return a.empty() ? 1 : same / static_cast<double>(a.size());
}

std::string as_json(const evaluation& x) {
  rapidjson::StringBuffer out;
  writer json{out};
  json.SetMaxDecimalPlaces(6);
  json.StartObject();
  put_figures(json, x.all);
  put_count(json, "bad_rows", x.bad_rows);
  if (x.agreement)
    put(json, "agreement", *x.agreement);
  if (x.with_neutral) {
    auto& with = *x.with_neutral;
    json.Key("with_neutral");
    json.StartObject();
    put_count(json, "neutral", with.neutral);
    put_count(json, "none", with.none);
    put(json, "coverage",
        static_cast<double>(with.decided.rows())
            / static_cast<double>(x.all.rows()));
    json.Key("decided");
    json.StartObject();
    put_figures(json, with.decided);
    json.EndObject();
    json.EndObject();
  }
  json.EndObject();
  out.Put('\n');
  return {out.GetString(), out.GetSize()};
}

std::string as_table(const evaluation& x) {
  auto result = table_of(x.all);
  if (x.with_neutral)
    result += line("\nneutral %llu, none %llu; the decided rows:\n",
                   static_cast<unsigned long long>(x.with_neutral->neutral),
                   static_cast<unsigned long long>(x.with_neutral->none))
              + table_of(x.with_neutral->decided);
  if (x.agreement)
    result += line("same label as the other model: %.4f\n", *x.agreement);
  return result;
}

} // namespace murmuration::train
