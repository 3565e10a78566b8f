#include "tests/source/kafka_fixture.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_FIXTURE_TEST_SUITE(a_kafka_source_without_a_broker, kafka_fixture)

BOOST_AUTO_TEST_CASE(goes_on_when_the_broker_comes_back) {
  fill(3);
  start(cluster.options());
  open(0);
  read(3);
  cluster.broker_down();
  BOOST_TEST(news.wait([](told& x) { return !x.connected; }));
  BOOST_TEST(news.reason != "");
  cluster.broker_up();
  cluster.produce(zero, "after");
  cluster.flush();
  BOOST_TEST(read(4).error == "");
  BOOST_TEST(sink.records.back().value == "after");
  BOOST_TEST(news.wait([](told& x) { return x.connected; }));
}

BOOST_AUTO_TEST_CASE(stops_with_a_full_queue_and_no_broker) {
  fill(3);
  start(cluster.options());
  open(0);
  read(1, {.records_max = 1});
  cluster.broker_down();
  reader.reset();
  source->stop();
  cluster.broker_up();
}

BOOST_AUTO_TEST_SUITE_END()
