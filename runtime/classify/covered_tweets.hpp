/// Goes over the tweets of a batch whose language counts. A batch comes from
/// another thread and its texts lie anywhere, so they are asked for ahead.
///
///   each_covered(batch.tweets, filter, [&](std::size_t i) { … });
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "messages/tweet.hpp"
#include "runtime/classify/languages.hpp"

namespace murmuration {

/// Calls f(place), ascending.
template <class F>
void each_covered(const std::vector<tweet>& tweets,
                  const language_filter& filter, F&& f) {
  constexpr std::size_t ahead = 8;
  constexpr std::size_t line = 64;
  std::vector<std::uint32_t> places;
  places.reserve(tweets.size());
  for (std::size_t i = 0; i < tweets.size(); ++i) {
    if (i + ahead < tweets.size())
      __builtin_prefetch(tweets[i + ahead].lang.data());
    if (filter.covers(tweets[i].lang))
      places.push_back(static_cast<std::uint32_t>(i));
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i + ahead < places.size()) {
      auto text = tweets[places[i + ahead]].text.data();
      __builtin_prefetch(text);
      __builtin_prefetch(text + line);
    }
    f(places[i]);
  }
}

} // namespace murmuration
