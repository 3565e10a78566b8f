#include "runtime/source/kafka/properties.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace murmuration::kafka {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13>
    kept_for_us{{
        {"bootstrap.servers", "it is set by source.kafka.brokers"},
        {"metadata.broker.list", "it is set by source.kafka.brokers"},
        {"group.id", "it is set by source.kafka.group-id"},
        {"group.instance.id", "it is set by source.kafka.instance-id"},
        {"enable.auto.commit", "offsets come from the ledger"},
        {"auto.commit.enable", "offsets come from the ledger"},
        {"enable.auto.offset.store", "offsets come from the ledger"},
        {"auto.offset.reset", "a jump would lose or repeat records in silence"},
        {"isolation.level", "aborted records must not count"},
        {"enable.partition.eof",
         "the position moves over trailing holes by it"},
        {"partition.assignment.strategy",
         "partitions move by the eager protocol"},
        {"check.crcs", "a damaged record must be read again, not counted"},
        {"enabled_events", "the engine serves the events itself"},
    }};

/// The prefetch limit of librdkafka is per partition.
constexpr std::size_t partitions_expected = 8;
/// librdkafka counts the bytes of records only, and holds some hundred more for
/// each: with records as small as that the queue takes twice its limit.
constexpr std::size_t message_bytes_expected = 512;
constexpr std::size_t mebibyte = 1u << 20;

std::string join(const std::vector<std::string>& xs) {
  std::string result;
  for (const auto& x : xs)
    result += (result.empty() ? "" : ",") + x;
  return result;
}

bool is_name(const std::string& topic) {
  auto is_allowed = [](char x) {
    return (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z')
           || (x >= '0' && x <= '9') || x == '.' || x == '_' || x == '-';
  };
  return !topic.empty() && topic.size() <= 249 && topic != "." && topic != ".."
         && std::all_of(topic.begin(), topic.end(), is_allowed);
}

void check(const kafka_options& options) {
  auto refuse = [](const std::string& text) {
    throw std::invalid_argument{"source.kafka" + text};
  };
  if (options.brokers.empty())
    refuse(".brokers: name at least one, as host:port");
  if (options.topics.empty())
    refuse(".topics: name at least one");
  for (const auto& topic : options.topics)
    if (!is_name(topic))
      refuse(".topics: \"" + topic
             + "\" is no topic's name (patterns are not taken)");
  if (options.group_id.empty())
    refuse(".group-id: it may not be empty");
  for (const auto& [name, why] : kept_for_us)
    if (options.properties.contains(std::string{name}))
      refuse(".properties: " + std::string{name}
             + " cannot be set: " + std::string{why});
}

} // namespace

std::map<std::string, std::string> properties_of(const kafka_options& options,
                                                 bool for_group) {
  check(options);
  auto per_partition =
      std::clamp(options.prefetch_bytes_max / partitions_expected, mebibyte,
                 32 * mebibyte);
  // One fetch comes on top of what the queue may hold before it is asked for,
  // several times as much when it is packed.
  auto per_partition_fetch =
      std::clamp(per_partition / 4, mebibyte / 4, mebibyte);
  auto queued = per_partition - per_partition_fetch;
  auto per_fetch =
      std::clamp(options.prefetch_bytes_max / 4, 8 * mebibyte, 50 * mebibyte);
  std::map<std::string, std::string> result{
      {"bootstrap.servers", join(options.brokers)},
      {"group.id", options.group_id},
      {"client.id",
       options.instance_id.empty() ? "murmuration" : options.instance_id},
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"auto.offset.reset", "error"},
      {"isolation.level", "read_committed"},
      {"enable.partition.eof", "true"},
      {"partition.assignment.strategy", "roundrobin"},
      {"check.crcs", "true"},
      {"allow.auto.create.topics", "false"},
      {"socket.nagle.disable", "true"},
      {"socket.keepalive.enable", "true"},
      {"session.timeout.ms", "10000"},
      // A partition that is opened waits for the fetch that is under way.
      {"fetch.wait.max.ms", "50"},
      // Also after the error that retention leads to.
      {"fetch.error.backoff.ms", "100"},
      {"queued.min.messages", std::to_string(queued / message_bytes_expected)},
      {"queued.max.messages.kbytes", std::to_string(queued / 1024)},
      // Its other name, max.partition.fetch.bytes, is set later, if at all.
      {"fetch.message.max.bytes", std::to_string(per_partition_fetch)},
      {"fetch.max.bytes", std::to_string(per_fetch)},
      // A broker sends at least one record, however large; this only guards
      // against garbage, and a record over record-bytes-max must arrive to be
      // told as too large.
      {"receive.message.max.bytes", std::to_string(1024 * mebibyte)},
      // Partitions that are added are seen this soon.
      {"topic.metadata.refresh.interval.ms", "5000"},
      {"reconnect.backoff.max.ms", "1000"},
      {"log.connection.close", "false"},
  };
  if (for_group && !options.instance_id.empty())
    result["group.instance.id"] = options.instance_id;
  for (const auto& [name, value] : options.properties)
    result[name] = value;
  return result;
}

} // namespace murmuration::kafka
