#include "tools/records_out/kafka_sink.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "runtime/kafka/handles.hpp"

namespace murmuration::records_out {
namespace {

using namespace kafka; // its owning pointers

/// The memory of a larger record is not kept for others.
constexpr std::size_t kept_bytes_max = 64u << 10;

class kafka_sink final : public sink {
public:
  kafka_sink(const kafka_target& target, truth& counts)
    : target_(target)
    , counts_(counts) {
    connect();
    if (!topic_exists())
      make_topic();
    topic_.reset(
        rd_kafka_topic_new(client_.get(), target_.topic.c_str(), nullptr));
    if (!topic_)
      fail("topic " + target_.topic, rd_kafka_last_error());
  }

  ~kafka_sink() override {
    // Only after a failure is anything left in the queue: it is dropped, and
    // its reports bring the receipts back.
    rd_kafka_purge(client_.get(),
                   RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_flush(client_.get(), 1000);
  }

  void send(const outgoing& record) override {
    auto size = record.value.size();
    while (under_way_bytes_ > 0
           && under_way_bytes_ + size > target_.under_way_bytes_max)
      poll(100);
    auto sent = take_parcel();
    sent->value = record.value;
    sent->adds = record.adds;
    while (rd_kafka_produce(topic_.get(), RD_KAFKA_PARTITION_UA, 0,
                            sent->value.data(), size,
                            record.key.empty() ? nullptr : record.key.data(),
                            record.key.size(), sent.get())
           != 0) {
      if (auto error = rd_kafka_last_error();
          error != RD_KAFKA_RESP_ERR__QUEUE_FULL)
        fail("a record of " + std::to_string(size) + " bytes", error);
      // The queue empties when a broker answers, or its records time out.
      poll(100);
    }
    sent.release(); // its delivery report takes it
    under_way_bytes_ += size;
    poll(0);
  }

  void flush() override {
    poll(0);
  }

  void close() override {
    auto error = rd_kafka_flush(
        client_.get(), static_cast<int>(target_.delivery.count()) + 1000);
    check();
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
      fail(std::to_string(rd_kafka_outq_len(client_.get()))
               + " records are not acknowledged",
           error);
  }

private:
  /// A record under way; librdkafka reads its value where it stands.
  struct parcel {
    std::string value;
    receipt adds;
  };

  /// One that came back, whose memory is used again, or a new one.
  std::unique_ptr<parcel> take_parcel() {
    if (idle_.empty())
      return std::make_unique<parcel>();
    auto one = std::move(idle_.back());
    idle_.pop_back();
    return one;
  }

  [[noreturn]] void fail(const std::string& what, rd_kafka_resp_err_t error) {
    throw std::runtime_error("--brokers " + target_.brokers + ": " + what + ": "
                             + rd_kafka_err2str(error));
  }

  void connect() {
    conf_ptr config{rd_kafka_conf_new()};
    const std::pair<const char*, std::string> settings[]{
        {"bootstrap.servers", target_.brokers},
        {"client.id", target_.client},
        {"enable.idempotence", "true"},
        {"compression.codec", "lz4"},
        {"linger.ms", std::to_string(target_.linger.count())},
        {"queue.buffering.max.kbytes", "65536"},
        {"queue.buffering.max.messages", "100000"},
        {"message.max.bytes", "16777216"},
        {"message.timeout.ms", std::to_string(target_.delivery.count())},
        {"log_level", "3"}};
    char error[512];
    for (const auto& [key, value] : settings) {
      if (rd_kafka_conf_set(config.get(), key, value.c_str(), error,
                            sizeof error)
          != RD_KAFKA_CONF_OK)
        throw std::runtime_error("--brokers " + target_.brokers + ": " + error);
    }
    rd_kafka_conf_set_opaque(config.get(), this);
    rd_kafka_conf_set_dr_msg_cb(config.get(), delivered);
    // Errors that matter come with the reports; a broker that is away for a
    // moment is no reason to talk.
    rd_kafka_conf_set_log_cb(config.get(), nullptr);
    client_.reset(
        rd_kafka_new(RD_KAFKA_PRODUCER, config.get(), error, sizeof error));
    if (!client_)
      throw std::runtime_error("--brokers " + target_.brokers + ": " + error);
    config.release(); // the client owns it
  }

  /// Looks through all topics: asking for one by its name would make it, with
  /// the broker's default of partitions.
  bool topic_exists() {
    const rd_kafka_metadata_t* cluster = nullptr;
    auto error = rd_kafka_metadata(client_.get(), 1, nullptr, &cluster,
                                   static_cast<int>(target_.patience.count()));
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
      fail("no broker answers; check the address and that Kafka runs", error);
    std::span topics{cluster->topics,
                     static_cast<std::size_t>(cluster->topic_cnt)};
    bool found =
        std::any_of(topics.begin(), topics.end(),
                    [this](const auto& x) { return target_.topic == x.topic; });
    rd_kafka_metadata_destroy(cluster);
    return found;
  }

  /// That somebody else makes it at the same time is fine, and so is a topic
  /// that exists and must not be seen.
  void make_topic() {
    char error[512];
    new_topic_ptr topic{rd_kafka_NewTopic_new(
        target_.topic.c_str(), static_cast<int>(target_.partitions), -1, error,
        sizeof error)};
    if (!topic)
      throw std::runtime_error("--topic " + target_.topic + ": " + error);
    admin_options_ptr options{rd_kafka_AdminOptions_new(
        client_.get(), RD_KAFKA_ADMIN_OP_CREATETOPICS)};
    auto patience = static_cast<int>(target_.patience.count());
    rd_kafka_AdminOptions_set_request_timeout(options.get(), patience, error,
                                              sizeof error);
    rd_kafka_AdminOptions_set_operation_timeout(options.get(), patience, error,
                                                sizeof error);
    queue_ptr answers{rd_kafka_queue_new(client_.get())};
    auto* one = topic.get();
    rd_kafka_CreateTopics(client_.get(), &one, 1, options.get(), answers.get());
    event_ptr answer{rd_kafka_queue_poll(answers.get(), patience + 1000)};
    auto code = answer ? rd_kafka_event_error(answer.get())
                       : RD_KAFKA_RESP_ERR__TIMED_OUT;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
      fail("topic " + target_.topic + " cannot be made", code);
    std::size_t size = 0;
    const auto* results = rd_kafka_CreateTopics_result_topics(
        rd_kafka_event_CreateTopics_result(answer.get()), &size);
    if (size == 0)
      return;
    code = rd_kafka_topic_result_error(results[0]);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR
        && code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS
        && code != RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED
        && code != RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED)
      fail("topic " + target_.topic + " cannot be made", code);
  }

  static void delivered(rd_kafka_t*, const rd_kafka_message_t* message,
                        void* self) {
    auto& me = *static_cast<kafka_sink*>(self);
    std::unique_ptr<parcel> sent{static_cast<parcel*>(message->_private)};
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
      me.counts_.add(sent->adds);
    else if (me.failure_ == RD_KAFKA_RESP_ERR_NO_ERROR)
      me.failure_ = message->err;
    me.under_way_bytes_ -= sent->value.size();
    if (sent->value.capacity() <= kept_bytes_max)
      me.idle_.push_back(std::move(sent));
  }

  void poll(int ms) {
    rd_kafka_poll(client_.get(), ms);
    check();
  }

  void check() {
    if (failure_ != RD_KAFKA_RESP_ERR_NO_ERROR)
      fail("a record was not acknowledged", failure_);
  }

  kafka_target target_;
  truth& counts_;
  std::vector<std::unique_ptr<parcel>> idle_; ///< as many as were under way
  std::size_t under_way_bytes_ = 0;
  rd_kafka_resp_err_t failure_ = RD_KAFKA_RESP_ERR_NO_ERROR;
  handle_ptr client_;
  topic_ptr topic_; // goes before its client
};

} // namespace

std::unique_ptr<sink> make_kafka_sink(const kafka_target& target,
                                      truth& counts) {
  return std::make_unique<kafka_sink>(target, counts);
}

} // namespace murmuration::records_out
