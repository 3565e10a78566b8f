#include "runtime/boot/command_line.hpp"

#include <CLI/CLI.hpp>

#include "runtime/boot/version.hpp"
#include "runtime/decode/time.hpp"

namespace murmuration {

std::optional<int> parse_command_line(int argc, char** argv, command_line& to) {
  CLI::App app{
      "Counts the hashtags, words and sentiment of tweets, exactly once, and "
      "serves them as JSON.\n\n"
      "Without a config it reads the log directory murmuration-data/log, keeps "
      "its ledger in\nmurmuration-data/ledger and serves "
      "http://127.0.0.1:8080."};
  app.name("murmuration");
  app.set_version_flag("--version", std::string{"murmuration "} + version,
                       "Print the version and exit");
  app.add_option("-c,--config", to.config, "Read this TOML file")
      ->type_name("FILE");
  app.add_option("-s,--set", to.overrides,
                 "Override one key of the config; later ones win")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  app.add_flag("--drain", to.drain,
               "Count everything up to the ends seen at start, print the "
               "result as JSON, exit");
  app.add_option("--counts", to.counts,
                 "With --drain: also write every tag's count, one JSON object "
                 "a line")
      ->type_name("FILE")
      ->needs("--drain");
  std::string until;
  app.add_option("--until", until,
                 "With --drain: read each partition up to its first tweet "
                 "later than this, and show the lists as of then")
      ->type_name("RFC3339")
      ->needs("--drain")
      ->check([](const std::string& x) {
        return parse_created_at(x) > 0
                   ? std::string{}
                   : "not a time such as 2026-11-21T18:00:00Z";
      });
  app.add_flag("--check-config", to.check_config,
               "Say whether the config is right, and exit");
  app.add_flag("--print-config", to.print_config,
               "Print the config in force as TOML, and exit");
  app.footer(
      "Examples:\n"
      "  murmuration --set http.port=9000 --set log.level=debug\n"
      "  murmuration --set source.kind=kafka --set "
      "'source.kafka.brokers=[\"kafka-1:9092\"]'\n"
      "  murmuration --config engine.toml --drain --counts tags.jsonl\n\n"
      "Exit codes: 0 done, 1 failed while running, 2 wrong command line or "
      "config.\nSIGTERM or SIGINT: finish what is in flight and exit; a second "
      "one: at once.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& x) {
    return app.exit(x) == 0 ? 0 : 2;
  }
  if (!until.empty())
    to.until_ms = parse_created_at(until);
  return std::nullopt;
}

} // namespace murmuration
