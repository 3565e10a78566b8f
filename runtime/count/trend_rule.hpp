/// The rule for what is trending, as a pure function of how many authors used
/// a tag, and all tags, in each minute. Sums go in ascending order of minutes
/// with weights from one table, so equal minutes give equal bits. Not changed
/// after its making; may cross threads.
///
///   f, s: sums of u(m) 2^(-(M-m) 60 s / half-life), over all tags F, S
///   e = s F/S + 1,  score = (f - e) / sqrt(e + (c e)^2)
///   shown: f >= min_count and score >= min_score
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include "runtime/count/author_minutes.hpp"

namespace murmuration {

struct trend_settings {
  std::int64_t fast_ms = 90'000;    ///< half-life of f
  std::int64_t slow_ms = 3'600'000; ///< half-life of s
  double overdispersion = .5;       ///< c
  double min_count = 4;
  double min_score = 5;
};

struct trend_sums {
  double fast = 0;
  double slow = 0;
};

class trend_rule {
public:
  /// u of the minutes (M − trend_minutes, M], the last is M.
  using minutes = std::array<std::uint32_t, trend_minutes>;

  explicit trend_rule(const trend_settings& x);

  const trend_settings& settings() const {
    return settings_;
  }
  /// What a use of `minutes` ago weighs; beyond what is kept, nothing.
  double fast(std::int64_t minutes) const {
    return minutes < trend_minutes ? fast_[static_cast<std::size_t>(minutes)]
                                   : 0;
  }
  double slow(std::int64_t minutes) const {
    return minutes < trend_minutes ? slow_[static_cast<std::size_t>(minutes)]
                                   : 0;
  }

  /// f and s as of `uses[last]`.
  trend_sums sums(const minutes& uses, std::size_t last) const {
    trend_sums result;
    for (std::size_t i = 0; i <= last; ++i)
      if (uses[i] > 0) {
        result.fast += uses[i] * fast_[last - i];
        result.slow += uses[i] * slow_[last - i];
      }
    return result;
  }

  /// e; `all` are the sums over all tags.
  double expected(const trend_sums& tag, const trend_sums& all) const {
    return (all.slow > 0 ? tag.slow * all.fast / all.slow : 0) + 1;
  }
  double score(const trend_sums& tag, const trend_sums& all) const {
    auto e = expected(tag, all);
    auto spread = settings_.overdispersion * e;
    return (tag.fast - e) / std::sqrt(e + spread * spread);
  }
  bool shows(const trend_sums& tag, const trend_sums& all) const {
    return tag.fast >= settings_.min_count
           && score(tag, all) >= settings_.min_score;
  }

private:
  trend_settings settings_;
  std::array<double, trend_minutes> fast_;
  std::array<double, trend_minutes> slow_;
};

} // namespace murmuration
