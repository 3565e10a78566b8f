/// librdkafka's mock cluster of one broker on a port of its own, and a
/// producer for it.
#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "messages/ids.hpp"
#include "runtime/source/kafka/kafka_source.hpp"

namespace murmuration::test {

class mock_kafka {
public:
  mock_kafka() {
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
    rd_kafka_brokers_add(producer_, rd_kafka_mock_cluster_bootstraps(cluster_));
  }
  ~mock_kafka() {
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(producer_);
  }
  mock_kafka(const mock_kafka&) = delete;
  mock_kafka& operator=(const mock_kafka&) = delete;

  void create(const std::string& topic, int partitions) {
    BOOST_REQUIRE(
        rd_kafka_mock_topic_create(cluster_, topic.c_str(), partitions, 1)
        == RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  void produce(const topic_partition& to, std::optional<std::string_view> value,
               std::string_view key = {}) {
    auto* payload = value ? const_cast<char*>(value->data()) : nullptr;
    auto size = value ? value->size() : 0;
    auto error = rd_kafka_producev(
        producer_, RD_KAFKA_V_TOPIC(to.topic.c_str()),
        RD_KAFKA_V_PARTITION(to.partition.value),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_VALUE(payload, size),
        RD_KAFKA_V_KEY(key.empty() ? nullptr : key.data(), key.size()),
        RD_KAFKA_V_END);
    BOOST_REQUIRE(error == RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  void flush() {
    BOOST_REQUIRE(rd_kafka_flush(producer_, 20'000)
                  == RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  void broker_down() {
    rd_kafka_mock_broker_set_down(cluster_, 1);
  }
  void broker_up() {
    rd_kafka_mock_broker_set_up(cluster_, 1);
  }

  kafka_options options() const {
    kafka_options result;
    result.brokers = {rd_kafka_mock_cluster_bootstraps(cluster_)};
    result.topics = {"tweets"};
    result.join_group = false;
    return result;
  }

private:
  rd_kafka_t* producer_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

} // namespace murmuration::test
