/// murmuration-audit: recounts a source and compares with the ledger.
#include <chrono>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "config/load.hpp"
#include "tools/audit/audit.hpp"

using namespace murmuration;

namespace {

constexpr int differs = 1;
constexpr int bad_input = 2;
constexpr int not_audited = 3;

constexpr const char* about =
    "Recounts every record of a log directory or of Kafka topics with code of "
    "its own, and compares with a job's ledger, delta by delta, with its "
    "snapshots, and with what an engine serves. Changes nothing; may run while "
    "engines do.";

constexpr const char* examples = R"(
Examples:
  murmuration-audit
  murmuration-audit --config engine.toml --engine http://127.0.0.1:8080
  murmuration-audit --last 1000000 --json
  murmuration-audit --tag '#Coffee'

Exit codes: 0 all agree; 1 a difference, named; 2 wrong command line or config;
3 could not be audited (no ledger, no broker, an engine that does not answer).)";

struct arguments {
  std::optional<std::string> config;
  std::vector<std::string> overrides;
  audit::options asked;
  bool json = false;
};

void declare(CLI::App& app, arguments& x) {
  app.footer(examples);
  app.add_option("--config", x.config,
                 "The engine's config: which job, store and source")
      ->type_name("FILE");
  app.add_option("--set", x.overrides,
                 "Overrides one key of the config; can be repeated")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  app.add_option("--last", x.asked.last,
                 "Only the newest whole deltas with so many records of each "
                 "topic, and no snapshot")
      ->type_name("N")
      ->check(CLI::PositiveNumber);
  app.add_option("--tag", x.asked.tag,
                 "Of the tags only this one, in any "
                 "spelling")
      ->type_name("TAG");
  auto* engine = app.add_option("--engine", x.asked.engine,
                                "Also what this engine serves");
  engine->type_name("http://HOST:PORT")
      ->check(CLI::Validator{[](std::string& address) {
                               return address.starts_with("http://")
                                          ? std::string{}
                                          : "must begin with http://, not be "
                                                + address;
                             },
                             ""});
  app.get_option("--last")->excludes(engine);
  app.add_flag("--json", x.json, "The report as one JSON object");
}

/// One line on a terminal, rewritten twice a second.
class terminal_line {
public:
  ~terminal_line() {
    if (last_ != clock::time_point{})
      std::fputs("\r\033[K", stderr);
  }

  void operator()(const topic_partition& source, double done,
                  std::uint64_t records) {
    using namespace std::chrono_literals;
    auto now = clock::now();
    if (!shown_ || now - last_ < 500ms)
      return;
    last_ = now;
    auto seconds = std::chrono::duration<double>(now - start_).count();
    fmt::print(stderr, "\r\033[K{}: {:.0f} %, {} records, {:.0f} a second",
               to_string(source), done * 100, records,
               static_cast<double>(records) / seconds);
    std::fflush(stderr);
  }

private:
  using clock = std::chrono::steady_clock;
  bool shown_ = isatty(STDERR_FILENO) != 0;
  clock::time_point start_ = clock::now();
  clock::time_point last_{};
};

int fail(int code, const std::string& what) {
  std::cerr << "murmuration-audit: " << what << '\n';
  return code;
}

audit::report run(const settings& config, const audit::options& asked) {
  terminal_line line;
  return audit::run_audit(
      config, asked,
      [&](const topic_partition& source, double done, std::uint64_t records) {
        line(source, done, records);
      });
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{about, "murmuration-audit"};
  arguments x;
  declare(app, x);
  try {
    app.parse(argc, argv);
    auto config = load_settings(x.config, x.overrides);
    auto found = run(config, x.asked);
    std::cout << (x.json ? audit::as_json(found) : audit::as_text(found));
    std::cout.flush();
    if (!std::cout)
      return fail(not_audited, "standard output cannot be written");
    return found.found ? differs : 0;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : bad_input;
  } catch (const config_error& error) {
    return fail(bad_input, error.what());
  } catch (const audit::cannot_audit& error) {
    return fail(not_audited, error.why);
  } catch (const std::exception& error) {
    return fail(not_audited, error.what());
  }
}
