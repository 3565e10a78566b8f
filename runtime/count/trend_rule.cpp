#include "runtime/count/trend_rule.hpp"

namespace murmuration {

trend_rule::trend_rule(const trend_settings& x)
  : settings_(x) {
  for (std::size_t i = 0; i < fast_.size(); ++i) {
    auto age_ms = -60'000. * static_cast<double>(i);
    fast_[i] = std::exp2(age_ms / static_cast<double>(x.fast_ms));
    slow_[i] = std::exp2(age_ms / static_cast<double>(x.slow_ms));
  }
}

} // namespace murmuration
