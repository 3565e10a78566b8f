/// How the benchmarks tell what they did.
#pragma once

#include <benchmark/benchmark.h>

#include "tools/bench/parts/batches.hpp"

namespace murmuration::bench {

/// Each iteration went through all of `batches`: tweets a second.
inline void all_tweets(benchmark::State& state) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations())
                          * tweets());
}

} // namespace murmuration::bench
