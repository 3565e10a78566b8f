#include "tools/bench/trends/stream.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace murmuration::bench {

namespace {

/// What the urn held before the stream began.
constexpr std::size_t drawn_before = 300'000;

/// No tag's rate wanders above this many times itself: 5 sigma at cv .3.
constexpr double wander_max = 4;

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

double uniform(std::mt19937_64& random, double from, double to) {
  return std::uniform_real_distribution{from, to}(random);
}

} // namespace

double burst::rate(int second) const {
  if (second < start || second >= end)
    return 0;
  auto at = static_cast<double>(second - start) / (end - start);
  switch (form) {
    case shape::step:
      return peak;
    case shape::ramp: // full after a quarter
      return peak * std::min(1., .2 + at * 3.2);
    case shape::decay:
      return peak * std::exp(-2.5 * at);
    case shape::hill:
      return peak * std::max(.25, std::sin(std::numbers::pi * at));
  }
  return 0;
}

stream::stream(const stream_options& options)
  : options_(options)
  , random_(options.seed)
  , strength_(uniform(random_, 5, 20)) {
  while (drawn_.size() < drawn_before)
    draw();
  plan_bursts();
}

/// Half of them on tags that are in use already. Peaks are such that a reader
/// of the stream would notice: at least one use in ten seconds and 1 % of the
/// stream, at most 8 %.
void stream::plan_bursts() {
  if (options_.bursts_an_hour <= 0)
    return;
  auto at = static_cast<double>(options_.quiet_s);
  std::exponential_distribution gap{options_.bursts_an_hour / 3600};
  auto end = options_.quiet_s + options_.length_s - 600;
  for (at += gap(random_); at < end; at += gap(random_)) {
    burst x;
    x.start = static_cast<int>(at);
    x.end = x.start
            + static_cast<int>(
                std::exp(uniform(random_, std::log(180.), std::log(2400.))));
    auto least = std::max(.1 / options_.rate, .01) * 1.5;
    x.peak = options_.rate
             * std::exp(uniform(random_, std::log(least), std::log(.08)));
    x.form = static_cast<shape>(random_() % 4);
    x.tag = fresh_++;
    if (random_() % 2 == 0) {
      // One that is used at most half as often as it will be.
      auto known = drawn_[random_() % drawn_.size()];
      auto share = static_cast<double>(counts_[known])
                   / static_cast<double>(drawn_.size());
      if (share * options_.rate < x.peak / 8)
        x.tag = known;
    }
    bursts_.push_back(x);
  }
}

std::uint32_t stream::draw() {
  auto n = static_cast<double>(drawn_.size());
  auto known = static_cast<double>(counts_.size());
  std::uint32_t tag = 0;
  if (uniform(random_, 0, 1)
      < (strength_ + discount_ * known) / (n + strength_)) {
    tag = static_cast<std::uint32_t>(counts_.size());
    counts_.push_back(0);
  } else {
    // Among all that were drawn, each tag less its discount.
    do
      tag = drawn_[random_() % drawn_.size()];
    while (uniform(random_, 0, counts_[tag]) < discount_);
  }
  ++counts_[tag];
  drawn_.push_back(tag);
  return tag;
}

double stream::wander(std::uint32_t tag) const {
  if (options_.cv <= 0)
    return 1;
  auto period = static_cast<std::uint64_t>(second_ / 300);
  auto bits = mix(options_.seed * 77 + (std::uint64_t{tag} << 24) + period);
  auto a = (static_cast<double>(bits >> 32) + .5) / 4294967296.;
  auto b = static_cast<double>(bits & 0xffffffff) / 4294967296.;
  auto normal =
      std::sqrt(-2 * std::log(a)) * std::cos(2 * std::numbers::pi * b);
  auto variance = std::log1p(options_.cv * options_.cv);
  return std::min(wander_max,
                  std::exp(std::sqrt(variance) * normal - variance / 2));
}

const std::vector<use>& stream::next() {
  now_.clear();
  auto add = [&](std::uint32_t tag) {
    now_.push_back({tag, static_cast<std::uint32_t>(random_() % 2'000'000)});
  };
  auto day = 2 * std::numbers::pi * second_ / 86'400;
  auto rate = options_.rate * (1 + .5 * std::sin(day));
  for (auto n = std::poisson_distribution{rate}(random_); n > 0; --n) {
    auto tag = draw();
    auto uses = wander(tag);
    for (; uses >= 1; --uses)
      add(tag);
    if (uniform(random_, 0, 1) < uses)
      add(tag);
  }
  for (const auto& x : bursts_)
    if (auto more = x.rate(second_); more > 0)
      for (auto k = std::poisson_distribution{more}(random_); k > 0; --k)
        add(x.tag);
  // One account that repeats itself is no trend.
  if (options_.bursts_an_hour > 0)
    for (int k = 0; k < 2; ++k)
      now_.push_back(
          {(1u << 31) - 2 - static_cast<std::uint32_t>(second_ / 1800), 7});
  ++second_;
  return now_;
}

} // namespace murmuration::bench
