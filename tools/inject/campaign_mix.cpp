#include "tools/inject/campaign_mix.hpp"

#include <cmath>

#include <fmt/format.h>

#include "runtime/decode/tag_key.hpp"
#include "tools/inject/times.hpp"

namespace murmuration::inject {

std::optional<std::size_t> campaign_mix::next(std::int64_t ms) {
  if (all_.empty())
    return std::nullopt;
  if (!begin_ms_)
    begin_ms_ = ms;
  auto elapsed_s = static_cast<double>(ms - *begin_ms_) / 1000;
  std::optional<std::size_t> chosen;
  double most = 0;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const auto& x = all_[i];
    if (elapsed_s < x.start_s || elapsed_s >= x.start_s + x.length_s)
      continue;
    // The first tweet of a step comes at once, not when a whole one is due.
    auto due = std::floor(expected_tweets(x, elapsed_s))
               + (x.shape == campaign::form::step ? 1 : 0)
               - static_cast<double>(made_[i]);
    if (due > most) {
      most = due;
      chosen = i;
    }
  }
  if (chosen)
    ++made_[*chosen];
  return chosen;
}

std::vector<records_out::campaign_truth> campaign_mix::told() const {
  std::vector<records_out::campaign_truth> out;
  for (const auto& x : all_) {
    auto start = begin_ms_.value_or(0) + std::llround(x.start_s * 1000);
    auto end = start + std::llround(x.length_s * 1000);
    out.push_back({.tag = x.tag,
                   .key = normalize_query(x.tag),
                   .start = iso_time(start),
                   .end = iso_time(end),
                   .shape = std::string{name_of(x.shape)},
                   .peak = fmt::format("{}", x.peak)});
  }
  return out;
}

} // namespace murmuration::inject
