// From a record's bytes to a tweet with its tags.
#include <benchmark/benchmark.h>

#include "runtime/decode/decoder.hpp"
#include "runtime/decode/token_index.hpp"
#include "tools/bench/parts/batches.hpp"
#include "tools/bench/parts/records.hpp"

namespace murmuration::bench {

namespace {

void count(benchmark::State& state) {
  const auto& records = raw_tweets();
  std::size_t bytes = 0;
  for (auto record : records)
    bytes += record.size();
  auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(rounds * std::ssize(records));
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes));
}

/// simdjson's first stage: what nobody who reads JSON this way goes below.
void token_index(benchmark::State& state) {
  const auto& records = raw_tweets();
  murmuration::token_index index;
  for (auto _ : state)
    for (auto record : records)
      benchmark::DoNotOptimize(index.build(record));
  count(state);
}
BENCHMARK(token_index)->Unit(benchmark::kMillisecond);

void decode(benchmark::State& state) {
  const auto& records = raw_tweets();
  decoder read;
  for (auto _ : state)
    for (std::size_t i = 0; i < records.size(); i += batch_records)
      benchmark::DoNotOptimize(decode_batch(read, records, i));
  count(state);
}
BENCHMARK(decode)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace murmuration::bench
