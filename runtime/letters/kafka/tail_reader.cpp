#include "runtime/letters/kafka/tail_reader.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

#include "runtime/letters/kafka/letter_message.hpp"

namespace murmuration::letters {

namespace {

using clock = std::chrono::steady_clock;

struct range {
  std::string error;
  std::int64_t first = 0;
  std::int64_t end = 0;
};

/// All that is there, committed or not: who is told the end of what is
/// committed misses what lies behind another engine's open transaction.
range range_of(const kafka_letters_options& options, std::int32_t partition) {
  auto client =
      make_client(options, role::observer, make_conf(options, role::observer));
  range result;
  auto error = rd_kafka_query_watermark_offsets(
      client.get(), options.topic.c_str(), partition, &result.first,
      &result.end, timeout_ms);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
    result.error = trouble(options, "its end is not told", error);
  return result;
}

class block_reader {
public:
  block_reader(const kafka_letters_options& options, std::int32_t partition)
    : options_(options)
    , partition_(partition)
    , client_(
          make_client(options, role::reader, make_conf(options, role::reader)))
    , topic_(
          rd_kafka_topic_new(client_.get(), options.topic.c_str(), nullptr)) {}

  /// Shows each message in [first, end). Bounded by progress, not by time: a
  /// long tail is read however long it takes.
  std::string read(std::int64_t first, std::int64_t end,
                   const std::function<void(const rd_kafka_message_t&)>& show) {
    if (rd_kafka_consume_start(topic_.get(), partition_, first) != 0)
      return trouble(options_, "it cannot be read", rd_kafka_last_error());
    auto error = read_to(end, show);
    rd_kafka_consume_stop(topic_.get(), partition_);
    return error;
  }

private:
  std::string
  read_to(std::int64_t end,
          const std::function<void(const rd_kafka_message_t&)>& show) {
    // Longer than an open transaction of another engine can last.
    constexpr auto patience = std::chrono::seconds(30);
    auto until = clock::now() + patience;
    while (clock::now() < until) {
      message_ptr message{rd_kafka_consume(topic_.get(), partition_, 100)};
      if (!message)
        continue;
      auto at_end = message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF;
      if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR && !at_end)
        return trouble(options_, "it cannot be read", message->err);
      if (message->offset >= end)
        return {};
      if (at_end)
        continue; // the end of what is committed so far
      show(*message);
      until = clock::now() + patience;
    }
    return trouble(options_, "it cannot be read to its end",
                   "a broker does not answer, or a transaction stays open");
  }

  const kafka_letters_options& options_;
  std::int32_t partition_;
  handle_ptr client_;
  topic_ptr topic_;
};

} // namespace

letter_tail read_tail(const kafka_letters_options& options,
                      std::int32_t partition, const topic_partition& source,
                      position from) {
  letter_tail tail;
  auto there = range_of(options, partition);
  tail.error = there.error;
  if (!tail.error.empty() || there.first == there.end)
    return tail;
  block_reader reader{options, partition};
  auto below = false;
  std::int64_t block = 1000;
  for (auto end = there.end; end > there.first && !below; block *= 8) {
    auto first = std::max(there.first, end - block);
    tail.error = reader.read(first, end, [&](const rd_kafka_message_t& x) {
      auto at = place_in(source, x);
      if (!at)
        return;
      below = below || *at < from;
      if (at->gen == from.gen && *at >= from)
        tail.there.push_back(at->next);
    });
    if (!tail.error.empty())
      return tail;
    end = first;
  }
  return tail;
}

} // namespace murmuration::letters
