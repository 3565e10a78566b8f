#include "runtime/boot/progress.hpp"

#include <cstdio>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace murmuration {

progress_line::progress_line(std::string where)
  : where_(std::move(where))
  , on_(visible()) {}

bool progress_line::visible() {
  return isatty(STDERR_FILENO) == 1;
}

void progress_line::show(const http::snapshot& now) {
  if (!on_ || !now.latest)
    return;
  auto& view = *now.latest;
  std::int64_t lag = 0;
  for (auto& x : view.partitions)
    if (x.end)
      lag += x.end->value - x.applied.value;
  auto first = view.top.empty() ? std::string{}
                                : fmt::format("  #{} {}", view.top[0].tag,
                                              view.top[0].count);
  fmt::print(stderr, "\r\033[K{} tweets  {:.0f}/s  lag {}{}  {}", view.tweets,
             now.tweets_per_s, lag, first, where_);
  std::fflush(stderr);
  open_ = true;
}

void progress_line::close() {
  if (std::exchange(open_, false))
    fmt::print(stderr, "\n");
}

} // namespace murmuration
