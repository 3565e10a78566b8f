/// Owning pointers for what librdkafka hands out.  list_ptr xs{…_list_new(1)};
#pragma once

#include <librdkafka/rdkafka.h>

#include <memory>
#include <string>
#include <vector>

#include "messages/ids.hpp"

namespace murmuration::kafka {

template <auto Destroy>
struct destroyed_by {
  template <class T>
  void operator()(T* x) const {
    Destroy(x);
  }
};

template <class T, auto Destroy>
using owned = std::unique_ptr<T, destroyed_by<Destroy>>;

using conf_ptr = owned<rd_kafka_conf_t, rd_kafka_conf_destroy>;
using event_ptr = owned<rd_kafka_event_t, rd_kafka_event_destroy>;
using error_ptr = owned<rd_kafka_error_t, rd_kafka_error_destroy>;
using queue_ptr = owned<rd_kafka_queue_t, rd_kafka_queue_destroy>;
/// Must not outlive its client: destroying that would hang for ever.
using message_ptr = owned<rd_kafka_message_t, rd_kafka_message_destroy>;
using topic_ptr = owned<rd_kafka_topic_t, rd_kafka_topic_destroy>;
using list_ptr = owned<rd_kafka_topic_partition_list_t,
                       rd_kafka_topic_partition_list_destroy>;
using metadata_ptr =
    owned<const rd_kafka_metadata_t, rd_kafka_metadata_destroy>;

/// Each partition with the same offset.
inline list_ptr to_list(const std::vector<topic_partition>& partitions,
                        std::int64_t at = RD_KAFKA_OFFSET_INVALID) {
  list_ptr result{
      rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size()))};
  for (const auto& x : partitions)
    rd_kafka_topic_partition_list_add(result.get(), x.topic.c_str(),
                                      x.partition.value)
        ->offset = at;
  return result;
}

inline std::vector<topic_partition>
to_partitions(const rd_kafka_topic_partition_list_t& list) {
  std::vector<topic_partition> result;
  for (int i = 0; i < list.cnt; ++i)
    result.push_back({list.elems[i].topic, {list.elems[i].partition}});
  return result;
}

} // namespace murmuration::kafka
