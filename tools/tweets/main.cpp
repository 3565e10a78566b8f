#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "tools/records_out/stop_signal.hpp"
#include "tools/records_out/topic_name.hpp"
#include "tools/tweets/credentials.hpp"
#include "tools/tweets/run.hpp"

namespace {

using namespace murmuration::tweets;
namespace records_out = murmuration::records_out;

constexpr auto about = "Live tweets for Murmuration: X's filtered stream (API "
                       "v2), or texts from a "
                       "socket, into a log directory or a Kafka topic.";

constexpr auto more = R"(
Examples:
  murmuration-tweets --token-file token --track coffee,tea --language en
      --log-dir murmuration-data/log
      tweets in English with one of these words, for an engine here
  murmuration-tweets --token-file token --brokers localhost:9092
      --topic hashtags --rule 'has:hashtags lang:en (good OR new OR love)'
      a rule of X's own, into Kafka; the topic is made when missing
  murmuration-tweets --from-socket localhost:9009 --log-dir murmuration-data/log
      texts, one a line, from a program that listens there

The token is that of an app in X's developer portal. It comes from a file or
from the variable X_BEARER_TOKEN, never from the command line, where every user
of the machine can read it.

Rules: those of --track and --rule are added with the tag `murmuration`; rules
with that tag that are not asked for any more are deleted, others never. Without
--track and --rule those that are there are used.

What is lost: what X sends while there is no connection; X repeats nothing on
its smaller plans. From a socket also what a broken connection still held. Each
reconnect is reported. Tweets that X sends twice are written once.

Exit codes: 0 done, also after Ctrl-C; 1 failed while running (token refused,
disk full, no broker); 2 wrong command line or token file.)";

constexpr auto no_token_here =
    "a token on the command line can be read by every user of the machine, so "
    "it is not taken from there (make a new one now): write it into a file for "
    "--token-file, or set X_BEARER_TOKEN";

/// Shapes of the two older systems that get an answer instead of an error
/// about syntax.
struct refused {
  std::vector<std::string> tokens;
  std::vector<std::string> credentials;
};

void declare_stream(CLI::App& app, options& asked) {
  app.add_option("--token-file,--path", asked.token_file,
                 "File with the bearer token alone (default: the variable "
                 "X_BEARER_TOKEN)")
      ->type_name("FILE");
  app.add_option("--track,--subjects", asked.rules.track,
                 "Tweets with these words; comma: one of them, space: all of "
                 "them; can be given again")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("WORDS[,WORDS]");
  app.add_option("--language", asked.rules.languages,
                 "Of --track: only tweets in one of these languages")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CODE[,CODE]");
  app.add_option("--rule", asked.rules.raw,
                 "A rule in X's own language, as it stands; can be given again")
      ->allow_extra_args(false)
      ->type_name("RULE");
  app.add_option("--api-url", asked.api_url,
                 "Where the API is; https, or http to this machine")
      ->capture_default_str()
      ->type_name("URL");
}

void declare(CLI::App& app, options& asked, refused& wrong) {
  declare_stream(app, asked);
  auto* socket = app.add_option("--from-socket", asked.from_socket,
                                "Instead of X: connect there and take each "
                                "line as a text (at most once)")
                     ->type_name("HOST:PORT");
  for (const auto* other : {"--token-file", "--track", "--language", "--rule"})
    socket->excludes(app.get_option(other));
  auto* log = app.add_option("--log-dir", asked.log_dir,
                             "Write DIR/<topic>/<partition>.jsonl, one record "
                             "a line, to each partition in turn")
                  ->type_name("DIR");
  app.add_option("--brokers,--hosts", asked.brokers,
                 "Send to Kafka: keyed by tweet id, idempotent, lz4; port 9092 "
                 "when missing")
      ->type_name("H[:P][,H[:P]]")
      ->excludes(log);
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
  app.add_option("--count", asked.count, "Records; 0: until stopped")
      ->capture_default_str();
  app.add_flag("--verbose", asked.verbose, "Print each record");
  app.add_option("--token,--bearer-token", wrong.tokens)->group("");
  app.add_option("credentials", wrong.credentials)->group("");
  app.footer(more);
}

int refuse(const std::string& words) {
  std::fprintf(stderr, "murmuration-tweets: %s\n", words.c_str());
  return 2;
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{about, "murmuration-tweets"};
  options asked;
  refused wrong;
  declare(app, asked, wrong);
  try {
    app.parse(argc, argv);
    if (!wrong.tokens.empty())
      return refuse(std::string{"--token: "} + no_token_here);
    if (wrong.credentials.size() == 4)
      return refuse(v1_credentials_message("four words"));
    if (!wrong.credentials.empty())
      return refuse("words without an option before them are not understood "
                    "(not repeated here, they may be secret); see --help");
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  const auto& stop = records_out::stop_on_signal();
  // OpenSSL writes to connections that are gone: an error there, no signal.
  std::signal(SIGPIPE, SIG_IGN);
  return tweets(asked, stop);
}
