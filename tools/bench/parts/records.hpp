/// Made-up raw tweets for the benchmarks: the same ones in every run, each
/// followed by the readable bytes that the decoder asks for.
///   for (std::string_view record : bench::raw_tweets()) …
#pragma once

#include <string_view>
#include <vector>

namespace murmuration::bench {

/// 20,000 v1.1 tweets and notices, 80 MB: more than the caches hold.
const std::vector<std::string_view>& raw_tweets();

} // namespace murmuration::bench
