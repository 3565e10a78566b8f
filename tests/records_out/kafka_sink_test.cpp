#include "tools/records_out/kafka_sink.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

namespace murmuration::records_out {
namespace {

/// librdkafka's own broker, in this process.
struct mock_broker {
  mock_broker() {
    char error[256];
    auto* config = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(config, nullptr);
    client = rd_kafka_new(RD_KAFKA_PRODUCER, config, error, sizeof error);
    cluster = rd_kafka_mock_cluster_new(client, 1);
    rd_kafka_mock_topic_create(cluster, "tweets", 2, 1);
  }
  ~mock_broker() {
    rd_kafka_mock_cluster_destroy(cluster);
    rd_kafka_destroy(client);
  }
  std::string address() const {
    return rd_kafka_mock_cluster_bootstraps(cluster);
  }
  rd_kafka_t* client;
  rd_kafka_mock_cluster_t* cluster;
};

outgoing record(int number) {
  return {.value = "\"text " + std::to_string(number) + "\"",
          .key = std::to_string(number),
          .adds = {true, {"tag"}}};
}

BOOST_AUTO_TEST_SUITE(the_kafka_sink)

BOOST_AUTO_TEST_CASE(what_is_acknowledged_is_what_counts) {
  mock_broker broker;
  truth counts;
  auto to =
      make_kafka_sink({.brokers = broker.address(), .topic = "tweets"}, counts);
  for (int i = 0; i < 1000; ++i)
    to->send(record(i));
  to->close();
  BOOST_TEST(counts.json() == "{\"tweets\":1000,\"tags\":{\"tag\":1000}}\n");
}

BOOST_AUTO_TEST_CASE(a_record_waits_for_those_before_it_when_there_is_no_room) {
  mock_broker broker;
  truth counts;
  auto to = make_kafka_sink({.brokers = broker.address(),
                             .topic = "tweets",
                             .linger = std::chrono::milliseconds{0},
                             .under_way_bytes_max = 10},
                            counts);
  for (std::uint64_t i = 0; i < 50; ++i) {
    auto x = record(static_cast<int>(i));
    if (i % 10 == 0) // more than there is room for, and than is kept
      x.value = '"' + std::string(i % 20 == 0 ? 100 : 100'000, 'a') + '"';
    to->send(x);
    BOOST_TEST_REQUIRE(counts.tweets() + 1 >= i);
  }
  to->close();
  BOOST_TEST(counts.tweets() == 50u);
}

BOOST_AUTO_TEST_CASE(what_is_refused_is_an_error_and_does_not_count) {
  mock_broker broker;
  truth counts;
  auto to = make_kafka_sink({.brokers = broker.address(),
                             .topic = "tweets",
                             .delivery = std::chrono::milliseconds{3000}},
                            counts);
  constexpr std::int16_t produce = 0;
  rd_kafka_mock_push_request_errors(
      broker.cluster, produce, 1, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
  to->send(record(1));
  BOOST_CHECK_THROW(to->close(), std::runtime_error);
  BOOST_TEST(counts.tweets() == 0u);
}

BOOST_AUTO_TEST_CASE(without_a_broker_there_is_an_error_in_time) {
  truth counts;
  BOOST_CHECK_EXCEPTION(
      make_kafka_sink({.brokers = "127.0.0.1:1",
                       .topic = "tweets",
                       .patience = std::chrono::milliseconds{200}},
                      counts),
      std::runtime_error, [](const auto& e) {
        return std::string{e.what()}.find("127.0.0.1:1") != std::string::npos;
      });
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::records_out
