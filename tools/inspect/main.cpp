#include <unistd.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "config/load.hpp"
#include "config/model_paths.hpp"
#include "runtime/classify/load_model.hpp"
#include "tools/inspect/line_reader.hpp"
#include "tools/inspect/report.hpp"

namespace {

using namespace murmuration;

struct options {
  std::optional<std::filesystem::path> config;
  std::vector<std::string> overrides;
  std::string model;
  std::string vocabulary;
  std::optional<std::vector<std::string>> languages;
  std::optional<std::string> assume_language;
  std::string record_bytes_max;
};

constexpr auto about = R"(What the engine would see in some records.

Reads records from standard input, one a line, and prints for each of them one
line of JSON: what becomes of it, and for a tweet its text, its hashtags with
their keys and positions (in code points of the text), and its sentiment.)";

constexpr auto more = R"(
Examples:
  echo '"good morning #coffee"' | murmuration-inspect --assume-language en
  head -100 murmuration-data/log/tweets/0.jsonl | murmuration-inspect
  murmuration-inspect --config engine.toml < records | jq -r .reason | sort | uniq -c

Outcomes: counted (a tweet), skipped (a notice, a blank line), malformed (see
"reason": bad_json, not_a_tweet, bad_utf8, too_deep, too_large). The sentiment
is "none" where the tweet's language is not one of the model's.

Exit codes: 0 done; 1 reading or writing failed; 2 wrong command line or config.)";

void declare(CLI::App& app, options& asked) {
  app.footer(more);
  app.add_option("--config", asked.config,
                 "The engine's config; default: as without one")
      ->type_name("FILE");
  app.add_option("--set", asked.overrides,
                 "Override one key of the config; can be given again")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  app.add_option("--model", asked.model, "Sentiment model (classifier.model)")
      ->type_name("FILE");
  app.add_option("--vocabulary", asked.vocabulary,
                 "Its list of words (classifier.vocabulary)")
      ->type_name("FILE");
  app.add_option("--languages", asked.languages,
                 "Languages that have a sentiment (classifier.languages)")
      ->type_name("LANG[,LANG]")
      ->delimiter(',');
  app.add_option("--assume-language", asked.assume_language,
                 "Language of tweets without one (classifier.assume-language)")
      ->type_name("LANG");
  app.add_option("--record-bytes-max", asked.record_bytes_max,
                 "Longer lines are too_large (source.record-bytes-max)")
      ->type_name("SIZE");
}

settings settings_of(const options& asked) {
  auto overrides = asked.overrides;
  if (!asked.record_bytes_max.empty())
    overrides.push_back("source.record-bytes-max=" + asked.record_bytes_max);
  auto config = load_settings(asked.config, overrides);
  auto& classifier = config.classifier;
  if (!asked.model.empty()) {
    classifier.model = asked.model;
    classifier.vocabulary = asked.vocabulary;
  } else if (!asked.vocabulary.empty()) {
    classifier.vocabulary = asked.vocabulary;
  }
  classifier.languages = asked.languages.value_or(classifier.languages);
  classifier.assume_language =
      asked.assume_language.value_or(classifier.assume_language);
  return config;
}

/// Null where the config switches the classifier off.
std::unique_ptr<sentiment_model> model_of(const settings& config) {
  if (config.classifier.pool_size == 0)
    return nullptr;
  auto files = resolve_model_paths(config, this_executable());
  auto model = load_model({files.model, files.vocabulary,
                           config.classifier.neutral_band_percent / 100.});
  require_languages(*model, config.classifier.languages);
  return model;
}

/// False when standard output takes no more.
bool run(const settings& config, const sentiment_model* model) {
  language_filter languages{config.classifier.languages,
                            config.classifier.assume_language};
  inspect::reporter tell{languages, model};
  inspect::line_reader lines{STDIN_FILENO, config.source.record_bytes_max};
  for (inspect::line_reader::line line; lines.next(line);) {
    auto told = line.too_large ? tell.of_too_large() : tell.of(line.bytes);
    auto written = std::fwrite(told.data(), 1, told.size(), stdout);
    // Who types records sees each answer at once.
    auto wait = !lines.has_buffered();
    if (written != told.size() || (wait && std::fflush(stdout) != 0))
      return false;
  }
  return std::fflush(stdout) == 0;
}

int fail(int code, const char* what) {
  std::fprintf(stderr, "murmuration-inspect: %s\n", what);
  return code;
}

} // namespace

int main(int argc, char** argv) {
  options asked;
  CLI::App app{about, "murmuration-inspect"};
  declare(app, asked);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  settings config;
  std::unique_ptr<sentiment_model> model;
  try {
    config = settings_of(asked);
    model = model_of(config);
  } catch (const std::exception& error) {
    return fail(2, error.what());
  }
  try {
    return run(config, model.get()) ? 0 : fail(1, "cannot write the output");
  } catch (const std::exception& error) {
    return fail(1, error.what());
  }
}
