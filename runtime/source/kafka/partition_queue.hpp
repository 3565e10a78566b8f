/// The fetched messages of one partition. Used by one thread at a time; wakes
/// the reader when something comes into the empty queue.
///
///   partition_queue queue{client, link};
///   queue.fetch_from(42);
///   while (auto* message = queue.front()) { …; queue.pop(); }
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "runtime/source/kafka/client.hpp"
#include "runtime/source/kafka/reader_link.hpp"

namespace murmuration::kafka {

class partition_queue {
public:
  partition_queue(const client& from, std::shared_ptr<reader_link> link);
  partition_queue(const partition_queue&) = delete;
  partition_queue& operator=(const partition_queue&) = delete;
  /// Stops fetching and lets go of every message.
  ~partition_queue();

  /// (Re)starts fetching there; what was fetched before is dropped. Returns
  /// why it failed, else an empty text.
  std::string fetch_from(std::int64_t at);

  /// Stops fetching and lets go of every message.
  void stop();

  /// The next message or event of the partition; null when there is none now.
  const rd_kafka_message_t* front();
  message_ptr pop();
  /// True when nothing came while a quarter of what librdkafka holds at most
  /// was popped, asked after each pop: its thread may sleep beside a full
  /// queue, and does so for up to a second after it has run empty, unless the
  /// broker is asked something now.
  bool stalls();
  /// Why there may be nothing, for instance because the topic is gone.
  std::string take_error() {
    return client::take_error();
  }

private:
  static void on_news(rd_kafka_t*, void* opaque);

  const client& client_;
  std::shared_ptr<reader_link> link_;
  /// None while nothing is fetched: a topic that vanished and came back has
  /// another queue.
  queue_ptr queue_;
  std::vector<message_ptr> taken_; ///< from the queue, at most one round
  std::size_t first_ = 0;          ///< of `taken_` that was not popped
  const client::prefetch held_max_;
  client::prefetch popped_{};     ///< since the last look whether it stalls
  std::size_t held_messages_ = 0; ///< by librdkafka and here, then
};

} // namespace murmuration::kafka
