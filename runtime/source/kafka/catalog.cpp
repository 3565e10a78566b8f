#include "runtime/source/kafka/catalog.hpp"

namespace murmuration::kafka {

namespace {

/// Also bounds how long the source takes to stop while no broker answers.
constexpr int timeout_ms = 2000;

} // namespace

catalog::catalog(const client& from, const kafka_options& options)
  : client_(from)
  , options_(options) {}

catalog::topics catalog::list() {
  topics result;
  for (const auto& topic : options_.topics)
    if (result.error.empty())
      add_topic(topic, result);
  return result;
}

void catalog::add_topic(const std::string& name, topics& result) {
  topic_ptr topic{rd_kafka_topic_new(client_.get(), name.c_str(), nullptr)};
  const rd_kafka_metadata_t* raw = nullptr;
  auto error =
      rd_kafka_metadata(client_.get(), 0, topic.get(), &raw, timeout_ms);
  metadata_ptr found{raw};
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR && found->topic_cnt == 1)
    error = found->topics[0].err;
  if (error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    result.missing.push_back(name);
  else if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
    result.error = "topic " + name + ": " + rd_kafka_err2str(error);
  else
    for (int i = 0; i < found->topics[0].partition_cnt; ++i)
      result.partitions.push_back({name, {found->topics[0].partitions[i].id}});
}

catalog::answer
catalog::earliest(const std::vector<topic_partition>& partitions) {
  return query(partitions, RD_KAFKA_OFFSET_BEGINNING);
}

catalog::answer catalog::ends(const std::vector<topic_partition>& partitions) {
  return query(partitions, RD_KAFKA_OFFSET_END);
}

catalog::answer catalog::query(const std::vector<topic_partition>& partitions,
                               std::int64_t what) {
  answer result;
  if (partitions.empty())
    return result;
  // The protocol takes these two in the place of a time: one request a broker
  // for all partitions, where watermark queries take two a partition.
  auto list = to_list(partitions, what);
  auto error =
      rd_kafka_offsets_for_times(client_.get(), list.get(), timeout_ms);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
    for (int i = 0; i < list->cnt; ++i) {
      const auto& x = list->elems[i];
      if (x.err != RD_KAFKA_RESP_ERR_NO_ERROR)
        error = x.err;
      else if (x.offset >= 0)
        result.offsets[{x.topic, {x.partition}}] = offset{x.offset};
    }
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
    result.error = rd_kafka_err2str(error);
  else if (result.offsets.size() != partitions.size())
    result.error = "the broker told offsets of some partitions only";
  return result;
}

std::optional<offset>
catalog::fetched_end(const topic_partition& source) const {
  std::int64_t low = 0;
  std::int64_t high = 0;
  auto error = rd_kafka_get_watermark_offsets(
      client_.get(), source.topic.c_str(), source.partition.value, &low, &high);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR || high < 0)
    return std::nullopt;
  return offset{high};
}

} // namespace murmuration::kafka
