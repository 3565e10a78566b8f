/// The rule for what is trending, as a pure function of how many authors used
/// a tag, and all tags, in each minute. Sums go in ascending order of minutes
/// with weights from one table, so equal minutes give equal bits. Not changed
/// after its making; may cross threads.
///
///   f, s: sums of u(m) 2^(-(M-m) 60 s / half-life), over all tags F, S
///   e = s F/S + 1,  score = (f - e) / sqrt(e + (c e)^2)
///   shown: f >= min_count
///     and score >= min_score (1 + .075 max(0, log2(F / 2000)))
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include "runtime/count/author_minutes.hpp"

namespace murmuration {

struct trend_settings {
  std::int64_t fast_ms = 120'000;   ///< half-life of f
  std::int64_t slow_ms = 3'600'000; ///< half-life of s
  double overdispersion = .5;       ///< c
  double min_count = 4;
  double min_score = 4; ///< while F is at most `quiet_fast`
};

struct trend_sums {
  double fast = 0;
  double slow = 0;
};

class trend_rule {
public:
  /// u of the minutes (M − trend_minutes, M], the last is M.
  using minutes = std::array<std::uint32_t, trend_minutes>;

  /// The more tags are under test, the more of them clump by chance, so that
  /// one score for all traffic is too much for little or too little for much.
  /// For as few wrong ones among more, the score must rise with the logarithm
  /// of the number of tests (as Bonferroni's does), which F tells of. Up to
  /// this F, some ten uses a second, `min_score` is enough;
  static constexpr double quiet_fast = 2'000;
  /// each time F doubles, this share of `min_score` is added: at 300 uses a
  /// second 37 %. Found by tools/bench (trends).
  static constexpr double rise = .075;

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
  /// What a score must reach among all these uses.
  double threshold(const trend_sums& all) const {
    auto doublings = std::log2(std::max(1., all.fast / quiet_fast));
    return settings_.min_score * (1 + rise * doublings);
  }
  bool shows(const trend_sums& tag, const trend_sums& all) const {
    return tag.fast >= settings_.min_count && score(tag, all) >= threshold(all);
  }

private:
  trend_settings settings_;
  std::array<double, trend_minutes> fast_;
  std::array<double, trend_minutes> slow_;
};

} // namespace murmuration
