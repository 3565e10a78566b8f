/// librdkafka's mock cluster of one broker on a port of its own. A program's
/// tests share it, each with a topic of its own.
#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/ids.hpp"
#include "runtime/source/kafka/kafka_source.hpp"

namespace murmuration::test {

class mock_cluster {
public:
  static mock_cluster& shared() {
    static mock_cluster one;
    return one;
  }
  mock_cluster(const mock_cluster&) = delete;
  mock_cluster& operator=(const mock_cluster&) = delete;
  ~mock_cluster() {
    for (auto* topic : topics_)
      rd_kafka_topic_destroy(topic);
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(producer_);
  }

  rd_kafka_mock_cluster_t* get() const {
    return cluster_;
  }
  std::string brokers() const {
    return rd_kafka_mock_cluster_bootstraps(cluster_);
  }
  /// Has two partitions and no records.
  rd_kafka_topic_t* fresh_topic() {
    BOOST_REQUIRE(used_ < topics_.size());
    return topics_[used_++];
  }
  void flush() {
    BOOST_REQUIRE(rd_kafka_flush(producer_, 20'000)
                  == RD_KAFKA_RESP_ERR_NO_ERROR);
  }

private:
  /// More than one program's tests need.
  static constexpr int topics_max = 32;

  mock_cluster() {
    auto* conf = rd_kafka_conf_new();
    char text[512];
    // One record a message set, so that retention and fetches cut anywhere.
    for (auto [name, value] : {std::pair{"batch.num.messages", "1"},
                               {"linger.ms", "0"},
                               {"message.max.bytes", "20000000"}})
      rd_kafka_conf_set(conf, name, value, text, sizeof text);
    rd_kafka_conf_set_log_cb(conf, [](auto...) {});
    producer_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, text, sizeof text);
    BOOST_REQUIRE_MESSAGE(producer_ != nullptr, text);
    cluster_ = rd_kafka_mock_cluster_new(producer_, 1);
    BOOST_REQUIRE(cluster_ != nullptr);
    rd_kafka_brokers_add(producer_, brokers().c_str());
    // A producer takes a second to see a new topic: it gets to know all here.
    for (int i = 0; i < topics_max; ++i) {
      auto name = "tweets" + std::to_string(i);
      rd_kafka_mock_topic_create(cluster_, name.c_str(), 2, 1);
      topics_.push_back(rd_kafka_topic_new(producer_, name.c_str(), nullptr));
    }
    const rd_kafka_metadata_t* found = nullptr;
    BOOST_REQUIRE(rd_kafka_metadata(producer_, 0, nullptr, &found, 20'000)
                  == RD_KAFKA_RESP_ERR_NO_ERROR);
    rd_kafka_metadata_destroy(found);
  }

  rd_kafka_t* producer_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
  std::vector<rd_kafka_topic_t*> topics_;
  std::size_t used_ = 0;
};

/// One topic of the cluster, of two partitions.
class mock_kafka {
public:
  std::string topic() const {
    return rd_kafka_topic_name(topic_);
  }

  void produce(partition_id to, std::optional<std::string_view> value,
               std::string_view key = {}) {
    auto* payload = value ? const_cast<char*>(value->data()) : nullptr;
    BOOST_REQUIRE(rd_kafka_produce(topic_, to.value, RD_KAFKA_MSG_F_COPY,
                                   payload, value ? value->size() : 0,
                                   key.empty() ? nullptr : key.data(),
                                   key.size(), nullptr)
                  == 0);
  }
  void flush() {
    mock_cluster::shared().flush();
  }
  /// "Missing" is an answer that the cluster is told to give.
  void hide(bool hidden) {
    rd_kafka_mock_topic_set_error(cluster_, topic().c_str(),
                                  hidden
                                      ? RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
                                      : RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  /// The answer to the next one.
  void refuse_commit(rd_kafka_resp_err_t why) {
    constexpr std::int16_t offset_commit = 8; // in Kafka's protocol
    rd_kafka_mock_push_request_errors(cluster_, offset_commit, 1, why);
  }
  void broker_down() {
    rd_kafka_mock_broker_set_down(cluster_, 1);
  }
  void broker_up() {
    rd_kafka_mock_broker_set_up(cluster_, 1);
  }

  kafka_options options() const {
    kafka_options result;
    result.brokers = {mock_cluster::shared().brokers()};
    result.topics = {topic()};
    result.join_group = false;
    result.properties = {{"fetch.error.backoff.ms", "1"},
                         {"reconnect.backoff.max.ms", "100"}};
    return result;
  }

private:
  rd_kafka_mock_cluster_t* cluster_ = mock_cluster::shared().get();
  rd_kafka_topic_t* topic_ = mock_cluster::shared().fresh_topic();
};

} // namespace murmuration::test
