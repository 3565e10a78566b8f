#include "tools/tweets/outlet.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace murmuration::tweets {
namespace {

using namespace std::chrono_literals;

/// Nothing waits longer than this in a buffer.
constexpr auto flush_interval = 20ms;

} // namespace

outlet::outlet(records_out::sink& to, const records_out::truth& counts,
               std::uint64_t count, bool verbose)
  : to_(to)
  , counts_(counts)
  , count_(count)
  , verbose_(verbose)
  , flushed_(clock::now())
  , terminal_(isatty(STDERR_FILENO) != 0)
  , shown_(flushed_) {}

outlet::~outlet() {
  if (printed_)
    std::fputs("\n", stderr);
}

void outlet::send(std::string_view value, std::string_view key) {
  record_.value = value;
  record_.key = key;
  if (verbose_)
    fmt::print("{}\n", value);
  to_.send(record_);
  ++sent_;
}

void outlet::tick() {
  auto now = clock::now();
  if (now - flushed_ >= flush_interval) {
    to_.flush();
    if (verbose_)
      std::fflush(stdout);
    flushed_ = now;
  }
  if (terminal_ && now - shown_ >= 1s)
    show(now);
}

void outlet::show(clock::time_point now) {
  auto seconds = std::chrono::duration<double>(now - shown_).count();
  fmt::print(stderr, "\r{} records written, {:.0f} a second   ",
             counts_.tweets(),
             static_cast<double>(counts_.tweets() - shown_records_) / seconds);
  std::fflush(stderr);
  shown_records_ = counts_.tweets();
  shown_ = now;
  printed_ = true;
}

} // namespace murmuration::tweets
