// From a tweet to the tags it counts for.
#include "runtime/decode/hashtags.hpp"
#include "actors/hashtag_counter.hpp"
#include "runtime/decode/tag_key.hpp"
#include "tools/bench/parts/counted.hpp"

namespace murmuration::bench {

namespace {

/// What the leg does: the entities' tags and their keys.
void hashtags(benchmark::State& state) {
  hashtag_counter_state leg;
  const auto& all = batches();
  for (auto _ : state)
    for (const auto& batch : all)
      benchmark::DoNotOptimize(leg.count(batch));
  all_tweets(state);
}
BENCHMARK(hashtags)->Unit(benchmark::kMillisecond);

/// What it does without entities: finding tags in texts.
void extract_hashtags(benchmark::State& state) {
  std::vector<hashtag> found;
  const auto& all = batches();
  for (auto _ : state)
    for (const auto& batch : all)
      for (const auto& x : batch->tweets) {
        found.clear();
        murmuration::extract_hashtags(x.text, found);
        benchmark::DoNotOptimize(found.data());
      }
  all_tweets(state);
}
BENCHMARK(extract_hashtags)->Unit(benchmark::kMillisecond);

/// A tag's key: lower-case ASCII, ASCII, and what needs Unicode's tables.
void tag_key(benchmark::State& state, std::string_view tag) {
  for (auto _ : state) {
    arena bytes;
    for (auto i = 0; i < 100; ++i)
      benchmark::DoNotOptimize(murmuration::tag_key(tag, bytes));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * 100);
}
BENCHMARK_CAPTURE(tag_key, lower, std::string_view{"goodmorningcoffee"});
BENCHMARK_CAPTURE(tag_key, ascii, std::string_view{"GoodMorningCoffee"});
BENCHMARK_CAPTURE(tag_key, unicode, std::string_view{"ÜberDieStraße"});

} // namespace

} // namespace murmuration::bench
