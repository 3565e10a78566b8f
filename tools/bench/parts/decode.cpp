// From a record's bytes to a tweet with its tags.
#include <benchmark/benchmark.h>

#include "runtime/decode/decoder.hpp"
#include "runtime/decode/token_index.hpp"
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
  constexpr std::size_t batch_size = 500; // consumer.batch-records-max
  const auto& records = raw_tweets();
  decoder read;
  tweet found;
  std::vector<hashtag> tags;
  for (auto _ : state)
    for (std::size_t first = 0; first < records.size(); first += batch_size) {
      arena bytes;
      tags.clear();
      for (auto i = first; i < std::min(first + batch_size, records.size());
           ++i)
        benchmark::DoNotOptimize(read.decode(records[i], bytes, found, tags));
    }
  count(state);
}
BENCHMARK(decode)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace murmuration::bench
