/// Compares lists on made-up streams whose bursts are known, and prints a
/// table: see ../README.md.
///
///   bench_trends [--hours 6] [--seeds 3] [--fast 120] [--slow 3600] …
#include <array>
#include <cstdio>
#include <string>

#include <CLI/CLI.hpp>

#include "tools/bench/trends/judges.hpp"
#include "tools/bench/trends/score.hpp"

namespace {

using namespace murmuration;
using namespace murmuration::bench;

constexpr std::array names{"trending", "top 10 of 5 minutes",
                           "top 10 of all time", "chi-square"};

struct sums {
  std::size_t bursts = 0, missed = 0, episodes = 0, wrong = 0, entries = 0;
  std::size_t wrong_without = 0; ///< in a stream without bursts
  std::vector<int> delays;
};

/// One stream; adds to each list's sums.
void run(const stream_options& options, const trend_settings& rule,
         bool only_rule, std::array<sums, names.size()>& to) {
  stream tweets{options};
  engine_lists engine{rule};
  chi_square chi;
  std::vector<score> scores(names.size(), score{tweets.bursts()});
  auto end = options.quiet_s + options.length_s;
  for (int second = 0; second < end; ++second) {
    const auto& uses = tweets.next();
    engine.take(uses);
    if (!only_rule)
      chi.take(uses);
    if (second < options.quiet_s || second % 5 != 0)
      continue;
    engine.look();
    scores[0].take(second, engine.trending());
    if (only_rule)
      continue;
    scores[1].take(second, engine.window_top(1));
    scores[2].take(second, engine.all_time_top());
    scores[3].take(second, chi.shown());
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (options.bursts_an_hour <= 0) {
      to[i].wrong_without += scores[i].false_episodes();
      continue;
    }
    to[i].bursts += scores[i].bursts();
    to[i].missed += scores[i].missed();
    to[i].episodes += scores[i].episodes();
    to[i].wrong += scores[i].false_episodes();
    to[i].entries += scores[i].entries();
    for (auto x : scores[i].delays())
      to[i].delays.push_back(x);
  }
}

double share(std::size_t x, std::size_t of) {
  return of == 0 ? 1 : static_cast<double>(x) / static_cast<double>(of);
}

} // namespace

int main(int argc, char** argv) {
  int hours = 6;
  int seeds = 3;
  bool only_rule = false;
  std::vector<double> rates{14, 300};
  std::vector<double> wanders{0, .3};
  double fast_s = 120;
  double slow_s = 3600;
  trend_settings rule;
  CLI::App app{"Compares lists on made-up streams whose bursts are known."};
  app.add_option("--hours", hours, "Length of each stream");
  app.add_option("--seeds", seeds, "Streams of each kind");
  app.add_option("--rates", rates, "Uses a second")->delimiter(',');
  app.add_option("--cv", wanders, "How much rates wander")->delimiter(',');
  app.add_flag("--only-rule", only_rule, "Leave the other lists out");
  app.add_option("--fast", fast_s, "Half-life of f, seconds");
  app.add_option("--slow", slow_s, "Half-life of s, seconds");
  app.add_option("--overdispersion", rule.overdispersion);
  app.add_option("--min-count", rule.min_count);
  app.add_option("--min-score", rule.min_score);
  CLI11_PARSE(app, argc, argv);
  rule.fast_ms = static_cast<std::int64_t>(fast_s * 1000);
  rule.slow_ms = static_cast<std::int64_t>(slow_s * 1000);

  std::puts("| uses a second | list | recall | median delay, s | precision | "
            "false episodes an hour | entries an hour |");
  std::puts("|---|---|---|---|---|---|---|");
  for (auto rate : rates)
    for (auto cv : wanders) {
      std::array<sums, names.size()> results;
      for (int seed = 1; seed <= seeds; ++seed)
        for (auto bursts : {6., 0.}) {
          stream_options options;
          options.seed = static_cast<std::uint64_t>(seed) * 1000
                         + static_cast<std::uint64_t>(rate);
          options.rate = rate;
          options.cv = cv;
          options.bursts_an_hour = bursts;
          options.length_s = hours * 3600;
          run(options, rule, only_rule, results);
        }
      auto all_hours = static_cast<double>(hours * seeds);
      for (std::size_t i = 0; i < (only_rule ? 1 : names.size()); ++i) {
        auto& x = results[i];
        std::sort(x.delays.begin(), x.delays.end());
        auto delay = x.delays.empty()
                         ? std::string{"none"}
                         : std::to_string(x.delays[x.delays.size() / 2]);
        std::printf("| %.0f, cv %.1f | %s | %.3f | %s | %.3f | %.2f | %.0f |\n",
                    rate, cv, names[i], share(x.bursts - x.missed, x.bursts),
                    delay.c_str(), share(x.episodes - x.wrong, x.episodes),
                    static_cast<double>(x.wrong_without) / all_hours,
                    static_cast<double>(x.entries) / all_hours);
        std::fflush(stdout);
      }
    }
}
