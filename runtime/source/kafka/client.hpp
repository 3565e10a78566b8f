/// One librdkafka consumer and its event queue. Thread-safe, but for the
/// destructor, which blocks until librdkafka's threads are gone.
///
///   client fetches{options, client::role::fetch};
///   while (auto event = fetches.poll(50ms)) …
#pragma once

#include <chrono>
#include <cstddef>

#include "runtime/source/kafka/kafka_source.hpp"
#include "runtime/source/kafka/partition_lists.hpp"

namespace murmuration::kafka {

class client {
public:
  /// The group's protocol allows no fetching from single partitions beside it
  /// (librdkafka's incremental assign), so each has a client of its own.
  enum class role { fetch, group };

  /// Throws std::invalid_argument. `options` outlives the client.
  client(const kafka_options& options, role as);
  client(const client&) = delete;
  client& operator=(const client&) = delete;
  ~client();

  rd_kafka_t* get() const {
    return handle_;
  }
  rd_kafka_queue_t* events() const {
    return events_.get();
  }
  /// librdkafka fetches no more of a partition that it holds so much of.
  struct prefetch {
    std::size_t messages;
    std::size_t bytes;
  };
  prefetch held_max() const;
  /// The error that a call on this thread met since the last time, which
  /// librdkafka hands to a callback instead of the caller; mostly empty.
  static std::string take_error();
  event_ptr poll(std::chrono::milliseconds limit) const {
    return event_ptr{
        rd_kafka_queue_poll(events_.get(), static_cast<int>(limit.count()))};
  }

private:
  rd_kafka_t* handle_ = nullptr;
  queue_ptr events_;
};

} // namespace murmuration::kafka
