/// The dead-letter topic itself.
#pragma once

#include <string>

#include "runtime/letters/kafka/client.hpp"

namespace murmuration::letters {

struct topic_answer {
  std::string error;
  std::int32_t partitions = 0;
};

/// Makes the topic when it is missing, with the broker's default of partitions
/// and replicas.
topic_answer ensure_topic(rd_kafka_t* client,
                          const kafka_letters_options& options);

} // namespace murmuration::letters
