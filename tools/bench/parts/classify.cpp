// The sentiment of English tweets, and what it cannot go below.
#include <random>

#include "actors/classifier.hpp"
#include "runtime/classify/feature_walk.hpp"
#include "tools/bench/parts/counted.hpp"

namespace murmuration::bench {

namespace {

/// What the leg does: also looks at the language of those it leaves alone.
void sentiment_leg(benchmark::State& state) {
  classifier_state leg{shipped_model(), shipped_languages()};
  const auto& all = batches();
  for (auto _ : state)
    for (const auto& batch : all)
      benchmark::DoNotOptimize(leg.classify(batch));
  all_tweets(state);
}
BENCHMARK(sentiment_leg)->Unit(benchmark::kMillisecond);

/// Texts in the model's languages alone; `run(text)`.
template <class Run>
void each_text(benchmark::State& state, Run run) {
  std::vector<std::string_view> texts;
  for (const auto& batch : batches())
    for (const auto& x : batch->tweets)
      if (shipped_languages()->covers(x.lang))
        texts.push_back(x.text);
  std::size_t bytes = 0;
  for (auto text : texts)
    bytes += text.size();
  for (auto _ : state)
    for (auto text : texts)
      benchmark::DoNotOptimize(run(text));
  auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(rounds * std::ssize(texts));
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes));
}

/// One pass that reads each byte and adds up what a table says about it.
void classify_floor(benchmark::State& state) {
  each_text(state, [](std::string_view text) {
    std::uint64_t sum = 0;
    for (char c : text)
      sum += folded(c);
    return sum;
  });
}
BENCHMARK(classify_floor)->Unit(benchmark::kMillisecond);

struct adding_places {
  std::uint64_t sum = 0;
  void word(std::uint32_t place) {
    sum += place;
  }
  void gram(std::uint32_t place) {
    sum += place;
  }
};

/// Finds the features and looks at no weight.
void classify_walk(benchmark::State& state) {
  feature_hash places{18, 0};
  each_text(state, [&](std::string_view text) {
    adding_places sink;
    return walk_features(text, places, sink) + sink.sum;
  });
}
BENCHMARK(classify_walk)->Unit(benchmark::kMillisecond);

void classify(benchmark::State& state) {
  each_text(state, [](std::string_view text) {
    return shipped_model()->classify(text).score;
  });
}
BENCHMARK(classify)->Unit(benchmark::kMillisecond);

/// Random bytes: the time a byte must not grow with the length.
void classify_long(benchmark::State& state) {
  std::string text(static_cast<std::size_t>(state.range(0)), '\0');
  std::mt19937 random{1};
  for (auto& c : text)
    c = static_cast<char>(random());
  for (auto _ : state)
    benchmark::DoNotOptimize(shipped_model()->classify(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations())
                          * state.range(0));
}
BENCHMARK(classify_long)->RangeMultiplier(16)->Range(1 << 10, 1 << 22);

} // namespace

} // namespace murmuration::bench
