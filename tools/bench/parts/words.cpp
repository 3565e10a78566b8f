// The words of batches, by second of event time.
#include "runtime/classify/words.hpp"
#include "tools/bench/parts/counted.hpp"

namespace murmuration::bench {

namespace {

void words(benchmark::State& state) {
  word_tally leg;
  const auto& all = batches();
  for (auto _ : state)
    for (const auto& batch : all)
      benchmark::DoNotOptimize(leg.count(batch, *shipped_languages()));
  all_tweets(state);
}
BENCHMARK(words)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace murmuration::bench
