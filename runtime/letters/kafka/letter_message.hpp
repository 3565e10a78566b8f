/// A letter as a Kafka message. Its key is `topic/partition/offset`, its value
/// the record's; the headers say the rest:
///
///   murmuration.reason        bad_json, …
///   murmuration.topic, .partition, .offset, .generation   where it stood
///   murmuration.timestamp-ms  the record's, absent when it has none
///   murmuration.key           the record's, absent when it has none
///   murmuration.value-bytes   the true length, also when the value is left
///                             out (null): too_large, or too large for the
///                             topic
#pragma once

#include <optional>

#include "messages/dead_letter.hpp"
#include "messages/ids.hpp"
#include "runtime/kafka/handles.hpp"

namespace murmuration::letters {

using namespace kafka; // its owning pointers

headers_ptr headers_of(const topic_partition& source, generation gen,
                       const dead_letter& letter);

/// Where the record stood whose letter this is, if it is one of `source`.
std::optional<position> place_in(const topic_partition& source,
                                 const rd_kafka_message_t& message);

} // namespace murmuration::letters
