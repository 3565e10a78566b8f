#include "tools/train/commands.hpp"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "runtime/classify/load_model.hpp"
#include "runtime/classify/model_file.hpp"
#include "tools/train/evaluation.hpp"
#include "tools/train/explanation.hpp"
#include "tools/train/word_list.hpp"

namespace murmuration::train {
namespace {

/// More bad rows are only counted.
constexpr std::size_t bad_rows_told_max = 20;

void tell_bad_rows(const rows& data) {
  std::size_t told = 0;
  for (auto& x : data.bad()) {
    if (told++ == bad_rows_told_max)
      break;
    std::fprintf(stderr, "%s:%zu: %s; row skipped\n", x.file.c_str(), x.line,
                 x.why.c_str());
  }
  if (data.bad().size() > bad_rows_told_max)
    std::fprintf(stderr, "… and %zu more bad rows, %zu in all\n",
                 data.bad().size() - bad_rows_told_max, data.bad().size());
}

rows read_all(const std::vector<std::filesystem::path>& files) {
  rows data;
  for (auto& file : files)
    data.read(file);
  tell_bad_rows(data);
  return data;
}

rows read_training(const fit_request& asked) {
  auto data = read_all(asked.data);
  if (asked.word_list)
    for (auto& language : asked.languages)
      add_word_list(data, language);
  return data;
}

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()
      || std::fflush(stdout) != 0)
    throw std::runtime_error("cannot write to standard output");
}

/// Whole or not at all: a model that is half written must not be loaded.
void write_file(const std::filesystem::path& file, const std::string& bytes) {
  auto beside = file;
  beside += ".new";
  std::ofstream out{beside, std::ios::binary};
  out << bytes;
  out.close();
  if (!out)
    throw std::runtime_error(file.string()
                             + ": cannot be written; check the folder, its "
                               "permissions and the disk");
  std::filesystem::rename(beside, file);
}

std::string names_of(const std::vector<std::filesystem::path>& files) {
  std::string result;
  for (auto& x : files)
    result += (result.empty() ? "" : ", ") + x.filename().string();
  return result;
}

void note(hashed_parameters& model, const fit_request& asked,
          const fitted& result) {
  auto& about = model.about;
  about["data"] =
      asked.description.empty() ? names_of(asked.data) : asked.description;
  about["trained"] = asked.date;
  about["calibration"] =
      "temperature, fitted on a tenth of the rows that training had not seen; "
      "the figures are of another such tenth";
  if (asked.word_list && asked.languages.front() == "en")
    about["words"] = "and the word list of tools/train/word_list.cpp";
  auto& measured = model.measured;
  measured["rows"] = static_cast<double>(result.rows);
  measured["held_out_rows"] = static_cast<double>(result.held_out.rows());
  measured["held_out_accuracy"] = result.held_out.accuracy;
  measured["held_out_macro_f1"] = result.held_out.macro_f1;
  measured["held_out_auc"] = result.held_out.auc;
  measured["held_out_calibration_error"] = result.held_out.calibration_error;
  measured["epochs"] = asked.how.descent.epochs;
  measured["seed"] = static_cast<double>(asked.how.descent.seed);
}

void tell_table(const evaluation& x) {
  if (isatty(STDERR_FILENO))
    std::fputs(as_table(x).c_str(), stderr);
}

} // namespace

void run_fit(const fit_request& asked) {
  auto data = read_training(asked);
  auto result = fit(data, asked.how);
  result.model.languages = asked.languages;
  note(result.model, asked, result);
  write_file(asked.out, print_hashed_model(result.model));
  evaluation found{.all = result.held_out, .bad_rows = data.bad().size()};
  tell_table(found);
  print(as_json(found));
}

void run_evaluate(const evaluate_request& asked) {
  auto data = read_all(asked.data);
  auto model = load_model({asked.model, asked.vocabulary});
  auto predictions = ask(*model, data);
  evaluation found{.all = measure(predictions), .bad_rows = data.bad().size()};
  decided_share decided;
  if (asked.with_neutral) {
    auto with = load_model({asked.model, asked.vocabulary, asked.neutral_band});
    decided = ask_with_neutral(*with, data);
    found.with_neutral = &decided;
  }
  double same = 1;
  if (!asked.against.empty()) {
    same = agreement(predictions, ask(*load_model({asked.against, {}}), data));
    found.agreement = &same;
  }
  tell_table(found);
  print(as_json(found));
}

void run_explain(const std::filesystem::path& model, double neutral_band,
                 const std::string& text) {
  auto bytes = read_whole_file(model);
  if (!is_hashed_model(bytes))
    throw std::runtime_error("model file " + model.string()
                             + ": is of the older kind, of which only the "
                               "label is known; explain needs a hashed model");
  print(explain(hashed_model{parse_hashed_model(bytes, model), neutral_band, 0},
                text));
}

void run_validate(const fit_request& asked) {
  auto data = read_training(asked);
  auto features = features_of(data, asked.how);
  auto& all = data.all();
  auto is_word = [&](std::size_t i) {
    return data.sources()[all[i].source] == words_source;
  };
  auto tell = [&](const std::string& what, const row_choice& train,
                  const row_choice& ask) {
    auto x = measure(cross(data, features, asked.how, train, ask));
    char line[200];
    std::snprintf(line, sizeof line,
                  "%-28.100s rows %6llu  accuracy %.4f  macro-F1 %.4f  AUC "
                  "%.4f\n",
                  what.c_str(), static_cast<unsigned long long>(x.rows()),
                  x.accuracy, x.macro_f1, x.auc);
    print(line);
    return x.macro_f1;
  };
  double sum = 0;
  int count = 0;
  for (std::uint32_t source = 0; source < data.sources().size(); ++source) {
    auto& name = data.sources()[source];
    if (name == words_source)
      continue;
    ++count;
    sum += tell(
        "without " + name,
        [&](std::size_t i) { return all[i].source != source; },
        [&](std::size_t i) { return all[i].source == source; });
  }
  for (std::uint32_t source = 0; source < data.sources().size(); ++source) {
    auto& name = data.sources()[source];
    if (name == words_source)
      continue;
    ++count;
    sum += tell(
        "without a fifth of " + name,
        [&](std::size_t i) { return is_word(i) || tenth_of(all[i].text) > 1; },
        [&](std::size_t i) {
          return all[i].source == source && tenth_of(all[i].text) <= 1;
        });
  }
  char line[80];
  std::snprintf(line, sizeof line, "mean macro-F1 %.4f\n", sum / count);
  print(line);
}

} // namespace murmuration::train
