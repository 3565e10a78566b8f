/// librdkafka's mock cluster of one broker on a port of its own. To destroy it
/// can take a second, so a program's tests share it, each with a topic and a
/// producer of its own.
#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

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
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(owner_);
  }

  rd_kafka_mock_cluster_t* get() const {
    return cluster_;
  }
  std::string brokers() const {
    return rd_kafka_mock_cluster_bootstraps(cluster_);
  }
  std::string fresh_topic() {
    return "tweets" + std::to_string(++topics_);
  }

  static rd_kafka_t*
  make_producer(std::map<std::string, std::string> settings) {
    // One record a message set, so that retention and fetches cut anywhere;
    // and librdkafka's threads look around every 20 ms, not once a second.
    settings.insert({{"batch.num.messages", "1"},
                     {"linger.ms", "0"},
                     {"socket.blocking.max.ms", "20"},
                     {"message.max.bytes", "20000000"}});
    auto* conf = rd_kafka_conf_new();
    char text[512];
    for (const auto& [name, value] : settings)
      rd_kafka_conf_set(conf, name.c_str(), value.c_str(), text, sizeof text);
    rd_kafka_conf_set_log_cb(conf, [](auto...) {});
    auto* result = rd_kafka_new(RD_KAFKA_PRODUCER, conf, text, sizeof text);
    BOOST_REQUIRE_MESSAGE(result != nullptr, text);
    return result;
  }

private:
  mock_cluster()
    : owner_(make_producer({}))
    , cluster_(rd_kafka_mock_cluster_new(owner_, 1)) {
    BOOST_REQUIRE(cluster_ != nullptr);
  }

  rd_kafka_t* owner_;
  rd_kafka_mock_cluster_t* cluster_;
  int topics_ = 0;
};

class mock_kafka {
public:
  const std::string topic = mock_cluster::shared().fresh_topic();

  mock_kafka() = default;
  ~mock_kafka() {
    if (producer_ != nullptr)
      rd_kafka_destroy(producer_);
  }
  mock_kafka(const mock_kafka&) = delete;
  mock_kafka& operator=(const mock_kafka&) = delete;

  void create(int partitions) {
    BOOST_REQUIRE(
        rd_kafka_mock_topic_create(cluster_, topic.c_str(), partitions, 1)
        == RD_KAFKA_RESP_ERR_NO_ERROR);
    // A producer that sees a new topic takes a second; a new one does not.
    producer_ = mock_cluster::make_producer(
        {{"bootstrap.servers", mock_cluster::shared().brokers()}});
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
  /// The mock cluster makes a topic when it is asked for it; so "missing" is
  /// an answer that it is told to give.
  void hide(bool hidden) {
    rd_kafka_mock_topic_set_error(cluster_, topic.c_str(),
                                  hidden
                                      ? RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
                                      : RD_KAFKA_RESP_ERR_NO_ERROR);
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
    result.topics = {topic};
    result.join_group = false;
    result.properties = {{"fetch.error.backoff.ms", "1"},
                         {"reconnect.backoff.max.ms", "100"}};
    return result;
  }

private:
  rd_kafka_mock_cluster_t* cluster_ = mock_cluster::shared().get();
  rd_kafka_t* producer_ = nullptr;
};

} // namespace murmuration::test
