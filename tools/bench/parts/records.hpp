/// Made-up raw tweets for the benchmarks: the same ones in every run, each
/// followed by the readable bytes that the decoder asks for.
///   for (std::string_view record : bench::raw_tweets()) …
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace murmuration::bench {

/// v1.1 tweets and notices, 4 kB each. Made at the first call, whose `count`
/// holds: 20,000 are 80 MB, more than the caches hold.
const std::vector<std::string_view>& raw_tweets(std::size_t count = 20'000);

} // namespace murmuration::bench
