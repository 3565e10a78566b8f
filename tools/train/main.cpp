#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>

#include "config/load.hpp"
#include "config/model_paths.hpp"
#include "tools/train/commands.hpp"

namespace {

using namespace murmuration;
using namespace murmuration::train;

constexpr auto about = R"(Trains, measures and explains sentiment models.

Data: label<TAB>text or label<TAB>source<TAB>text, label 1 = positive, 0 =
negative; or a file that begins with the line sentiment,text. Bad rows are told
with their line numbers and left out.)";

constexpr auto more = R"(
Examples:
  murmuration-train fit --data train.tsv --out model.json
  murmuration-train evaluate --data test.tsv
  murmuration-train explain "this isn't good"

Exit codes: 0 done; 1 a file cannot be read or written, or holds nothing that
can be used; 2 wrong command line.)";

/// Today, or the day of SOURCE_DATE_EPOCH, in UTC.
std::string today() {
  auto now = std::time(nullptr);
  if (auto fixed = std::getenv("SOURCE_DATE_EPOCH"))
    now = static_cast<std::time_t>(std::atoll(fixed));
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
  return text;
}

/// Throws CLI::ValidationError unless `text` is SOURCE=WEIGHT.
void set_weight(const std::string& text, recipe& how) {
  auto at = text.rfind('=');
  double weight = -1;
  if (at != std::string::npos)
    std::from_chars(text.data() + at + 1, text.data() + text.size(), weight);
  if (!(weight > 0 && weight <= 1000))
    throw CLI::ValidationError(
        "--weight", text + " is not SOURCE=WEIGHT, a weight up to 1000");
  how.weights[text.substr(0, at)] = weight;
}

void declare_training(CLI::App& app, fit_request& asked) {
  auto& how = asked.how;
  app.add_option("--data", asked.data, "Labelled rows; can be given again")
      ->required()
      ->type_name("FILE");
  app.add_option("--language", asked.languages, "Languages it will know")
      ->delimiter(',')
      ->capture_default_str();
  app.add_flag("!--no-word-list", asked.word_list,
               "Leave out the built-in list of English words");
  app.add_option_function<std::vector<std::string>>(
         "--weight",
         [&how](const std::vector<std::string>& all) {
           for (auto& x : all)
             set_weight(x, how);
         },
         "What a row of a source weighs; can be given again")
      ->type_name("SOURCE=WEIGHT");
  app.add_option("--bits", how.bits, "2^bits places for weights")
      ->check(CLI::Range(feature_hash::bits_min, feature_hash::bits_max))
      ->capture_default_str();
  app.add_option("--hash-seed", how.hash_seed)->capture_default_str();
  app.add_option("--seed", how.descent.seed, "Of order and dropout")
      ->capture_default_str();
  app.add_option("--epochs", how.descent.epochs)
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--rate", how.descent.rate, "First step of the descent")
      ->check(CLI::Range(1e-6, 1e3))
      ->capture_default_str();
  app.add_option("--shrinkage", how.descent.shrinkage, "L2")
      ->check(CLI::Range(0., 1e-2))
      ->capture_default_str();
  app.add_option("--dropout", how.descent.dropout)
      ->check(CLI::Range(0., .9))
      ->capture_default_str();
  app.add_option("--gram-share", how.descent.gram_share,
                 "What a sequence of characters counts beside a word")
      ->check(CLI::Range(0., 100.))
      ->capture_default_str();
  app.add_option("--smoothing", how.descent.smoothing,
                 "The sum is divided by the root of words + this")
      ->check(CLI::Range(.01, 1e4))
      ->capture_default_str();
  app.add_option("--threads", how.threads,
                 "Changes the time it takes, not the file")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
}

int fail(int code, const char* what) {
  std::fprintf(stderr, "murmuration-train: %s\n", what);
  return code;
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{about, "murmuration-train"};
  app.footer(more);
  app.require_subcommand(1);

  fit_request training;
  training.date = today();
  training.how.threads =
      std::clamp(std::thread::hardware_concurrency(), 1u, 8u);
  auto fit = app.add_subcommand("fit", "Train a model");
  declare_training(*fit, training);
  fit->add_option("--out", training.out, "The model")->capture_default_str();
  fit->add_option("--description", training.description,
                  "What the data is; goes into the file");
  fit->add_option("--date", training.date, "Goes into the file")
      ->capture_default_str();
  fit->add_flag("--float", training.how.as_floats,
                "Weights as 32-bit numbers, not as bytes");
  auto validate = app.add_subcommand(
      "validate", "Train without one source after the other and ask about it");
  declare_training(*validate, training);

  settings defaults;
  auto percent = defaults.classifier.neutral_band_percent;
  evaluate_request asked;
  auto evaluate = app.add_subcommand("evaluate", "Measure a model");
  evaluate->add_option("--data", asked.data, "Labelled rows")
      ->required()
      ->type_name("FILE");
  evaluate->add_option("--model", asked.model, "Default: the one installed")
      ->type_name("FILE");
  evaluate
      ->add_option("--vocabulary", asked.vocabulary,
                   "Of a model of the older kind; default: "
                   "most_used_words.csv beside the model")
      ->type_name("FILE");
  evaluate
      ->add_option("--against", asked.against,
                   "A second model: how many rows get the same label")
      ->type_name("FILE");
  evaluate->add_flag("--with-neutral", asked.with_neutral,
                     "Coverage and figures of the decided rows besides");

  std::string text;
  auto explain = app.add_subcommand("explain", "Which features pushed where");
  explain->add_option("text", text)->required();
  explain->add_option("--model", asked.model, "Default: the one installed")
      ->type_name("FILE");
  for (auto command : {evaluate, explain})
    command
        ->add_option("--neutral-band-percent", percent,
                     "As classifier.neutral-band-percent")
        ->check(CLI::Range(0, 49))
        ->capture_default_str();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    if (*fit) {
      run_fit(training);
      return 0;
    }
    if (*validate) {
      run_validate(training);
      return 0;
    }
    settings config;
    config.classifier.model = asked.model.string();
    config.classifier.vocabulary = asked.vocabulary.string();
    auto files = resolve_model_paths(config, this_executable());
    asked.model = files.model;
    asked.vocabulary = files.vocabulary;
    asked.neutral_band = percent / 100.;
    if (*evaluate)
      run_evaluate(asked);
    else
      run_explain(asked.model, asked.neutral_band, text);
    return 0;
  } catch (const std::exception& error) {
    return fail(1, error.what());
  }
}
