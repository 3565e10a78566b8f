#include "tools/inject/run.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <memory>
#include <random>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "tools/inject/file_feed.hpp"
#include "tools/inject/generator.hpp"
#include "tools/inject/pacer.hpp"
#include "tools/records_out/kafka_sink.hpp"
#include "tools/records_out/log_sink.hpp"

namespace murmuration::inject {

using records_out::make_kafka_sink;
using records_out::make_log_sink;

namespace {

using namespace std::chrono_literals;
using clock = pacer::clock;

/// Nothing waits longer than this in a buffer.
constexpr auto flush_interval = 20ms;

/// A signal is seen this soon; also keeps very slow rates responsive.
constexpr auto nap_max = 50ms;

/// Below this, sleeping costs more than it gives: tweets go in small groups.
constexpr auto nap_min = 1ms;

/// The clock is looked at once in so many records when there is no limit.
constexpr unsigned records_per_look = 32;

/// Without a rate batches are full before this, and what waits behind them fits
/// into the cache.
constexpr auto bulk_linger = 50ms;
constexpr std::size_t bulk_bytes_max = 4u << 20;

/// One line on a terminal, rewritten once a second.
class progress {
public:
  explicit progress(clock::time_point now)
    : shown_(isatty(STDERR_FILENO) != 0)
    , last_(now) {}

  ~progress() {
    if (printed_)
      std::fputs("\n", stderr);
  }

  void show(clock::time_point now, std::uint64_t tweets) {
    if (!shown_ || now - last_ < 1s)
      return;
    auto seconds = std::chrono::duration<double>(now - last_).count();
    fmt::print(stderr, "\r{} tweets sent, {:.0f} a second   ", tweets,
               static_cast<double>(tweets - tweets_) / seconds);
    std::fflush(stderr);
    tweets_ = tweets;
    last_ = now;
    printed_ = true;
  }

private:
  bool shown_;
  bool printed_ = false;
  clock::time_point last_;
  std::uint64_t tweets_ = 0;
};

std::unique_ptr<feed> make_feed(const options& asked) {
  bool with_tags = !asked.truth.empty();
  return asked.path.empty() ? make_generator(asked, with_tags)
                            : make_file_feed(asked, with_tags);
}

std::unique_ptr<sink> make_sink(const options& asked, truth& counts) {
  if (asked.brokers.empty())
    return make_log_sink(asked.log_dir, asked.topic, asked.partitions, counts);
  records_out::kafka_target target{.brokers = asked.brokers,
                                   .topic = asked.topic,
                                   .partitions = asked.partitions,
                                   .client = "murmuration-inject"};
  if (asked.rate == 0 && asked.pause_ms_max == 0) {
    target.linger = bulk_linger;
    target.under_way_bytes_max = bulk_bytes_max;
  }
  return make_kafka_sink(target, counts);
}

pacer pacer_of(const options& asked, clock::time_point now) {
  if (asked.pause_ms_max == 0)
    return {asked.rate, now};
  return {std::chrono::milliseconds{asked.pause_ms_max},
          asked.seed ? *asked.seed : std::random_device{}(), now};
}

bool guarded(const auto& step) {
  try {
    step();
    return true;
  } catch (const std::exception& e) {
    fmt::print(stderr, "murmuration-inject: {}\n", e.what());
    return false;
  }
}

} // namespace

void run(const options& asked, feed& from, sink& to, const truth& counts,
         const std::atomic<bool>& stop) {
  auto now = clock::now();
  auto flushed = now;
  progress line{now};
  auto pace = pacer_of(asked, now);
  outgoing record;
  std::uint64_t tweets = 0;
  for (unsigned looks = 0; !stop; ++looks) {
    if (asked.rate > 0 || asked.pause_ms_max > 0
        || looks % records_per_look == 0) {
      now = clock::now();
      line.show(now, counts.tweets());
      if (now - flushed >= flush_interval) {
        to.flush();
        flushed = now;
      }
    }
    if (auto wait = pace.until_due(now); wait > 0ns) {
      to.flush();
      flushed = now;
      std::this_thread::sleep_for(
          std::clamp<clock::duration>(wait, nap_min, nap_max));
      continue;
    }
    if (!from.next(record))
      break;
    if (asked.verbose)
      fmt::print("{}\n", record.value);
    to.send(record);
    if (!record.adds.tweet)
      continue;
    pace.sent();
    if (++tweets == asked.count)
      break;
  }
  to.close();
}

int inject(const options& asked, const std::atomic<bool>& stop) {
  truth counts;
  std::unique_ptr<feed> from;
  bool ready = false;
  bool good = guarded([&] {
    // First, so that a path that cannot be written ends no long run.
    if (!asked.truth.empty())
      counts.write(asked.truth);
    from = make_feed(asked);
    auto to = make_sink(asked, counts);
    ready = true;
    run(asked, *from, *to, counts, stop);
  });
  if (!ready)
    return 1;
  counts.campaigns(from->campaigns());
  if (!asked.truth.empty())
    good = guarded([&] { counts.write(asked.truth); }) && good;
  fmt::print("sent {} tweets", counts.tweets());
  if (counts.others() > 0)
    fmt::print(" and {} other records", counts.others());
  fmt::print("\n");
  return good ? 0 : 1;
}

} // namespace murmuration::inject
