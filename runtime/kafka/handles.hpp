/// Owning pointers for what librdkafka hands out, for its adapters.
///
///   queue_ptr answers{rd_kafka_queue_new(client)};
#pragma once

#include <librdkafka/rdkafka.h>

#include <memory>

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

/// Its destruction hangs for ever while one of its messages lives.
using handle_ptr = owned<rd_kafka_t, rd_kafka_destroy>;
using conf_ptr = owned<rd_kafka_conf_t, rd_kafka_conf_destroy>;
using error_ptr = owned<rd_kafka_error_t, rd_kafka_error_destroy>;
/// These go before their handle.
using topic_ptr = owned<rd_kafka_topic_t, rd_kafka_topic_destroy>;
using message_ptr = owned<rd_kafka_message_t, rd_kafka_message_destroy>;
using headers_ptr = owned<rd_kafka_headers_t, rd_kafka_headers_destroy>;
using queue_ptr = owned<rd_kafka_queue_t, rd_kafka_queue_destroy>;
using event_ptr = owned<rd_kafka_event_t, rd_kafka_event_destroy>;
using metadata_ptr =
    owned<const rd_kafka_metadata_t, rd_kafka_metadata_destroy>;
using new_topic_ptr = owned<rd_kafka_NewTopic_t, rd_kafka_NewTopic_destroy>;
using admin_options_ptr =
    owned<rd_kafka_AdminOptions_t, rd_kafka_AdminOptions_destroy>;

} // namespace murmuration::kafka
