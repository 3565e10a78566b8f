/// murmuration-ledger: look into a ledger, and mend it.
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "config/load.hpp"
#include "tools/ledger/commands.hpp"

using namespace murmuration;
using namespace murmuration::tools;

namespace {

constexpr int failed = 1;
constexpr int bad_input = 2;

constexpr const char* about =
    "Looks into the ledger of a Murmuration job, and mends it. Reading is safe "
    "while engines run.";

constexpr const char* examples = R"(
Examples:
  murmuration-ledger list
  murmuration-ledger --config engine.toml show --topic tweets --partition 0
  murmuration-ledger show --topic tweets --partition 0 --offset 125000
  murmuration-ledger export | jq -c 'select(.type == "tag")'
  murmuration-ledger new-generation --topic tweets --partition 0 --from latest

Exit codes: 0 done; 1 failed or refused; 2 wrong command line or config.)";

struct arguments {
  std::optional<std::string> config;
  std::vector<std::string> overrides;
  std::string topic;
  std::int32_t partition = -1;
  std::int64_t offset = -1;
  std::int64_t generation = -1;
  std::string from = "earliest";
  bool json = false;
  bool deltas = false;

  topic_partition source() const {
    return {topic, partition_id{partition}};
  }
};

show_options show_what(const arguments& x) {
  show_options out;
  if (!x.topic.empty())
    out.source = x.source();
  if (x.offset >= 0)
    out.delta = offset{x.offset};
  if (x.generation >= 0)
    out.gen = generation{static_cast<std::uint32_t>(x.generation)};
  return out;
}

/// The commands and their options, written into `x`.
void declare(CLI::App& app, arguments& x) {
  app.footer(examples);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--config", x.config,
                 "The engine's config: which job, store and source")
      ->type_name("FILE");
  app.add_option("--set", x.overrides,
                 "Overrides one key of the config; can be repeated")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  auto partition = CLI::Range(0, 99'999);
  auto number = CLI::NonNegativeNumber;

  auto* list = app.add_subcommand(
      "list", "Every job in the store: positions, counts, newest snapshot");
  list->add_flag("--json", x.json, "One JSON object a job");

  auto* show = app.add_subcommand(
      "show", "The config's job, one of its partitions, or one delta, as JSON");
  auto* topic = show->add_option("--topic", x.topic, "With --partition");
  auto* of = show->add_option("--partition", x.partition, "With --topic")
                 ->check(partition)
                 ->needs(topic);
  topic->needs(of);
  auto* offset =
      show->add_option("--offset", x.offset,
                       "The delta that holds this offset, instead of the sums")
          ->check(number)
          ->needs(of);
  show->add_option("--generation", x.generation,
                   "Of the delta; the current one unless given")
      ->check(CLI::Range(0, 99'999))
      ->needs(offset);

  auto* out = app.add_subcommand(
      "export", "The job as JSON lines: what it is, then every tag's count");
  out->add_flag("--deltas", x.deltas,
                "Every delta that is still there, decoded, instead");

  auto* fresh = app.add_subcommand(
      "new-generation",
      "Declares a partition's log a new one: after its topic was made anew, or "
      "its log file cut or replaced. What was counted stays counted. Refused "
      "while an engine holds the partition");
  fresh->add_option("--topic", x.topic, "Topic")->required();
  fresh->add_option("--partition", x.partition, "Partition")
      ->required()
      ->check(partition);
  fresh
      ->add_option("--from", x.from,
                   "Where the new log begins to count: earliest or latest, as "
                   "the source has it now, or an offset")
      ->capture_default_str()
      ->check(CLI::IsMember({"earliest", "latest"})
              | CLI::Range(std::int64_t{0}, INT64_MAX));
}

int fail(int code, const std::string& what) {
  std::cerr << "murmuration-ledger: " << what << '\n';
  return code;
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{about, "murmuration-ledger"};
  arguments x;
  declare(app, x);
  try {
    app.parse(argc, argv);
    auto config = load_settings(x.config, x.overrides);
    if (app.got_subcommand("list"))
      list(config, {x.json});
    else if (app.got_subcommand("show"))
      show(config, show_what(x));
    else if (app.got_subcommand("export"))
      export_all(config, {x.deltas});
    else
      new_generation(config, {x.source(), x.from});
    std::cout.flush();
    return std::cout ? 0 : fail(failed, "standard output cannot be written");
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : bad_input;
  } catch (const config_error& error) {
    return fail(bad_input, error.what());
  } catch (const std::exception& error) {
    return fail(failed, error.what());
  }
}
