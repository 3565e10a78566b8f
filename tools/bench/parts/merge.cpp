// From what the legs answered to the counts, and to a delta's bytes.
#include "runtime/count/batch_joiner.hpp"
#include "runtime/count/open_delta.hpp"
#include "runtime/ledger/codec.hpp"
#include "tools/bench/parts/counted.hpp"

namespace murmuration::bench {

namespace {

leg_set all_legs() {
  return leg_set{}.set();
}

bool covers(std::string_view lang) {
  return shipped_languages()->covers(lang);
}

/// Puts four answers a batch together; nothing is counted.
void join(benchmark::State& state) {
  const auto& all = joined_batches();
  for (auto _ : state) {
    batch_joiner joiner{all_legs(), 8, {}};
    for (const auto& x : all) {
      joiner.accept(x.records);
      joiner.accept(x.tags);
      joiner.accept(x.words);
      joiner.accept(x.labels);
      benchmark::DoNotOptimize(joiner.next());
    }
  }
  all_tweets(state);
}
BENCHMARK(join);

/// Counts joined batches, all legs on, into a table that knows the tags.
void apply(benchmark::State& state) {
  const auto& all = joined_batches();
  tag_table table{100};
  for (auto _ : state) {
    open_delta open{table, {0}, covers};
    for (const auto& x : all)
      open.apply(x);
  }
  all_tweets(state);
}
BENCHMARK(apply)->Unit(benchmark::kMillisecond);

/// A delta of all the tweets.
delta made_delta() {
  tag_table table{100};
  open_delta open{table, {0}, covers};
  for (const auto& x : joined_batches())
    open.apply(x);
  return open.take({1, 1, "bench", 0}).content;
}

void encode_delta(benchmark::State& state) {
  auto content = made_delta();
  std::size_t size = 0;
  for (auto _ : state) {
    auto bytes = encode(content);
    benchmark::DoNotOptimize(bytes.data());
    size = bytes.size();
  }
  all_tweets(state);
  state.counters["bytes_a_tweet"] =
      static_cast<double>(size) / static_cast<double>(tweets());
}
BENCHMARK(encode_delta)->Unit(benchmark::kMillisecond);

void decode_delta(benchmark::State& state) {
  auto bytes = encode(made_delta());
  for (auto _ : state)
    benchmark::DoNotOptimize(murmuration::decode_delta(bytes));
  all_tweets(state);
}
BENCHMARK(decode_delta)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace murmuration::bench
