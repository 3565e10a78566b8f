#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "tools/inject/campaign.hpp"
#include "tools/inject/generator.hpp"
#include "tools/inject/hosts.hpp"
#include "tools/inject/run.hpp"
#include "tools/records_out/stop_signal.hpp"
#include "tools/records_out/topic_name.hpp"

namespace {

using namespace murmuration::inject;
namespace records_out = murmuration::records_out;

constexpr auto examples = R"(
Examples:
  murmuration-inject --log-dir murmuration-data/log
      100 tweets a second for an engine that runs in embedded mode here
  murmuration-inject --brokers localhost:9092 --topic tweets --partitions 4
      the same into Kafka; the topic is made with 4 partitions when missing
  murmuration-inject --log-dir d --rate 0 --count 500000 --seed 1 --truth t.json
      half a million tweets as fast as possible, the same bytes every time, and
      the exact counts that an engine must arrive at
  murmuration-inject --log-dir d --campaign tag=launch,start=60s,length=5m,peak=20/s,shape=pulse
      after a minute #launch rises to 20 of the 100 tweets a second and falls
  murmuration-inject --log-dir d --path tweets.json --in-order
      real tweets, each once, as they stand
  murmuration-inject --hosts localhost --topic trump --path tweets.json
      real tweets at random as Python prints them, 0 to 100 ms apart

Times: with --seed they start at 2026-01-01T00:00:00Z and follow --rate (50 a
second with --rate 0, 20 with --hosts), so that the bytes are the same; without it they are the
present. --start-time chooses. Random seeds are not shown: choose one to repeat.

Exit codes: 0 done, also after Ctrl-C; 1 failed while running (disk full, file
locked, no broker); 2 wrong command line. What failed is not in the truth.)";

/// Texts of options that are read once all of them are known.
struct late_options {
  std::string hosts;
  std::vector<std::string> campaigns;
};

void declare(CLI::App& app, options& asked, late_options& late) {
  auto* log = app.add_option("--log-dir", asked.log_dir,
                             "Write DIR/<topic>/<partition>.jsonl, one record "
                             "a line, to each partition in turn")
                  ->type_name("DIR");
  auto* brokers =
      app.add_option("--brokers", asked.brokers,
                     "Send to Kafka: keyed by tweet id, idempotent, lz4")
          ->type_name("H:P[,H:P]");
  auto* producer =
      app.add_option("--hosts", late.hosts,
                     "--brokers with port 9092 where there is none, and "
                     "--format python, pauses of 0 to 100 ms instead of a "
                     "rate; --format and --rate go before that")
          ->type_name("H[:P][,H[:P]]");
  log->excludes(brokers)->excludes(producer);
  producer->excludes(brokers);
  app.add_option("--topic", asked.topic, "Topic to send to")
      ->capture_default_str()
      ->check(CLI::Validator{
          [](std::string& x) { return records_out::topic_name_error(x); },
          "NAME"});
  app.add_option("--partitions", asked.partitions,
                 "Files in the log directory, or partitions of a Kafka topic "
                 "that is made")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app.add_option("--rate", asked.rate, "Tweets a second; 0: no limit")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1e7));
  app.add_option("--count", asked.count, "Tweets; 0: until stopped")
      ->capture_default_str();
  app.add_option("--seed", asked.seed, "The same seed gives the same bytes");
  app.add_option("--start-time", asked.start_time,
                 "Time of the first made-up tweet: RFC 3339 (UTC) or `now`");
  app.add_option(
         "--format", asked.format,
         "v1: raw v1.1 objects with delete notices; v2: filtered-stream "
         "objects; text: JSON strings; python: str() of a v1.1 dict "
         "(default v1; with --path: as they stand)")
      ->transform(CLI::CheckedTransformer(
                      std::map<std::string, format>{{"v1", format::v1},
                                                    {"v2", format::v2},
                                                    {"text", format::text},
                                                    {"python", format::python}})
                      .description(""))
      ->type_name("v1|v2|text|python");
  auto* path = app.add_option("--path", asked.path,
                              "Tweets from a JSON array or JSON lines, at "
                              "random with replacement")
                   ->type_name("FILE");
  app.add_flag("--in-order", asked.in_order,
               "With --path: each record once, as they stand")
      ->needs(path);
  app.add_option("--campaign", late.campaigns,
                 "A burst of one tag, its tweets in the place of others and "
                 "from different authors; can be repeated. Times are from the "
                 "first tweet on, by the tweets' own; shape (default step) is "
                 "step, ramp or pulse")
      ->type_name("tag=T,start=60s,length=5m,peak=20/s,shape=S")
      ->allow_extra_args(false)
      ->excludes(path);
  app.add_flag("--verbose", asked.verbose, "Print each record");
  app.add_option("--truth", asked.truth,
                 "Write the exact counts of what was sent: "
                 "{\"tweets\":N,\"tags\":{\"key\":count}}, with "
                 "\"campaigns\":[…] when there are some")
      ->type_name("FILE");
  app.footer(examples);
}

void read_campaigns(options& asked, const std::vector<std::string>& specs) {
  try {
    for (const auto& spec : specs)
      asked.campaigns.push_back(read_campaign(spec));
    check_pace(asked.campaigns, pace_of(asked));
  } catch (const std::invalid_argument& error) {
    throw CLI::ValidationError(error.what());
  }
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"Sends fake tweets that behave like real ones to Murmuration, "
               "into a log directory or a Kafka topic."};
  options asked;
  late_options late;
  declare(app, asked, late);
  try {
    app.parse(argc, argv);
    if (!late.hosts.empty())
      act_as_producer(asked, late.hosts, app.count("--rate") > 0);
    read_campaigns(asked, late.campaigns);
    if (asked.log_dir.empty() && asked.brokers.empty())
      throw CLI::RequiredError("--log-dir DIR, --brokers H:P or --hosts H");
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  return inject(asked, records_out::stop_on_signal());
}
