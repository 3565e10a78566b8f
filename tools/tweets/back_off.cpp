#include "tools/tweets/back_off.hpp"

#include <algorithm>

namespace murmuration::tweets {
namespace {

/// Beyond so many doublings every limit is reached.
constexpr std::uint32_t times_max = 1000;

milliseconds doubled(milliseconds first, std::uint32_t times,
                     milliseconds max) {
  return std::min(first * (1 << std::min(times, 20u)), max);
}

} // namespace

milliseconds back_off::next(trouble what,
                            std::optional<milliseconds> until_reset) {
  if (last_ != what)
    times_ = 0;
  last_ = what;
  auto before = times_;
  times_ = std::min(times_ + 1, times_max);
  switch (what) {
    case trouble::network:
      return std::min(network_step * times_, network_max);
    case trouble::http:
      return doubled(http_first, before, http_max);
    case trouble::rate_limit:
      break;
  }
  if (until_reset && *until_reset > milliseconds{0})
    return std::min(*until_reset, reset_max);
  return doubled(rate_limit_first, before, rate_limit_max);
}

void back_off::worked() {
  last_.reset();
  times_ = 0;
}

} // namespace murmuration::tweets
