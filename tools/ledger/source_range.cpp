#include "tools/ledger/source_range.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "runtime/source/kafka/kafka_source.hpp"
#include "runtime/source/log/log_source.hpp"

namespace murmuration::tools {

namespace {

/// Metadata and watermarks of a broker that must first be connected to.
constexpr std::chrono::seconds wait_max{15};

std::unique_ptr<record_source> make_source(const settings& config) {
  const auto& x = config.source;
  if (x.kind == source_kind::log)
    return make_log_source({.directory = x.log.directory});
  if (x.kind == source_kind::socket)
    throw std::runtime_error("a socket knows neither where it begins nor where "
                             "it ends: give --from an offset");
  return make_kafka_source({.brokers = x.kafka.brokers,
                            .topics = x.kafka.topics,
                            .group_id = x.kafka.group_id,
                            .instance_id = {},
                            .properties = x.kafka.properties,
                            .join_group = false,
                            .log = {}});
}

/// The source's threads write, one waits.
struct answer {
  std::mutex access;
  std::condition_variable came;
  std::optional<partition_range> range;
  std::string trouble;
};

} // namespace

partition_range range_in_source(const settings& config,
                                const topic_partition& source) {
  answer heard;
  auto from = make_source(config);
  from->start({
      .found =
          [&](const std::vector<partition_range>& all) {
            std::lock_guard lock{heard.access};
            for (const auto& one : all)
              if (one.source == source)
                heard.range = one;
            heard.came.notify_one();
          },
      .assigned = [](const auto&) {},
      .revoked = [&](const auto& gone) { from->released(gone); },
      .connected =
          [&](bool good, const std::string& why) {
            std::lock_guard lock{heard.access};
            heard.trouble = good ? "" : why;
          },
  });
  std::unique_lock lock{heard.access};
  heard.came.wait_for(lock, wait_max, [&] { return heard.range.has_value(); });
  auto range = heard.range;
  auto trouble = heard.trouble;
  lock.unlock();
  from->stop();
  if (!range)
    throw std::runtime_error(
        "the source says nothing of " + to_string(source)
        + (trouble.empty() ? "" : " (" + trouble + ")")
        + ": check [source] in the config, or give --from an offset");
  return *range;
}

} // namespace murmuration::tools
