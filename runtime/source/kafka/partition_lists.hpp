/// librdkafka's lists of partitions, as ours and back.
#pragma once

#include <string>
#include <vector>

#include "messages/ids.hpp"
#include "runtime/kafka/handles.hpp"

namespace murmuration::kafka {

using list_ptr = owned<rd_kafka_topic_partition_list_t,
                       rd_kafka_topic_partition_list_destroy>;

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
