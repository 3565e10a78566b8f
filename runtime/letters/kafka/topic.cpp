#include "runtime/letters/kafka/topic.hpp"

#include <array>
#include <string>

namespace murmuration::letters {

namespace {

/// 0 partitions: it does not exist. Looks through all topics, because asking
/// for one by its name would make it, in whatever shape.
topic_answer look(rd_kafka_t* client, const kafka_letters_options& options) {
  const rd_kafka_metadata_t* raw = nullptr;
  auto error = rd_kafka_metadata(client, 1, nullptr, &raw, timeout_ms);
  metadata_ptr found{raw};
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
    return {trouble(options, "no broker answers", error), 0};
  for (int i = 0; i < found->topic_cnt; ++i)
    if (options.topic == found->topics[i].topic)
      return {{}, found->topics[i].partition_cnt};
  return {};
}

/// That somebody else makes it at the same time is fine.
std::string make(rd_kafka_t* client, const kafka_letters_options& options) {
  std::array<char, 512> text{};
  new_topic_ptr topic{rd_kafka_NewTopic_new(options.topic.c_str(), -1, -1,
                                            text.data(), text.size())};
  if (!topic)
    return trouble(options, "it cannot be made", text.data());
  // Room for key and headers beside the largest record.
  auto bytes = std::to_string(options.record_bytes_max + (64u << 10));
  rd_kafka_NewTopic_set_config(topic.get(), "max.message.bytes", bytes.c_str());
  admin_options_ptr how{
      rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_CREATETOPICS)};
  rd_kafka_AdminOptions_set_request_timeout(how.get(), timeout_ms, text.data(),
                                            text.size());
  rd_kafka_AdminOptions_set_operation_timeout(how.get(), timeout_ms,
                                              text.data(), text.size());
  queue_ptr answers{rd_kafka_queue_new(client)};
  auto* one = topic.get();
  rd_kafka_CreateTopics(client, &one, 1, how.get(), answers.get());
  event_ptr answer{rd_kafka_queue_poll(answers.get(), timeout_ms + 1000)};
  auto code = answer ? rd_kafka_event_error(answer.get())
                     : RD_KAFKA_RESP_ERR__TIMED_OUT;
  std::size_t count = 0;
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
    const auto* results = rd_kafka_CreateTopics_result_topics(
        rd_kafka_event_CreateTopics_result(answer.get()), &count);
    if (count > 0)
      code = rd_kafka_topic_result_error(results[0]);
  }
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR
      || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
    return {};
  return trouble(options, "it cannot be made, make it or allow it", code);
}

} // namespace

topic_answer ensure_topic(rd_kafka_t* client,
                          const kafka_letters_options& options) {
  auto found = look(client, options);
  if (!found.error.empty() || found.partitions > 0)
    return found;
  found.error = make(client, options);
  if (found.error.empty())
    found = look(client, options);
  if (found.error.empty() && found.partitions == 0)
    found.error = trouble(options, "it was made", "and is not there yet");
  return found;
}

} // namespace murmuration::letters
