#include "tests/source/kafka_fixture.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_FIXTURE_TEST_SUITE(a_kafka_source_in_trouble, kafka_fixture)

BOOST_AUTO_TEST_CASE(tells_what_retention_took_before_it_was_read) {
  // The mock cluster keeps 5 MiB a partition.
  std::string large(1'000'000, 'x');
  for (int i = 0; i < 8; ++i)
    cluster.produce({0}, large);
  cluster.flush();
  start(cluster.options());
  auto low = news.found[zero].first;
  BOOST_REQUIRE(low > 1);
  open(1, fingerprint{.at = {0}, .hash = 1});
  auto result = read_to(2);
  BOOST_TEST((result.lost == gap{{1}, {low}}));
  BOOST_TEST(result.next.value == low);
  BOOST_TEST(sink.records.empty());
  BOOST_TEST(read(8 - static_cast<std::size_t>(low)).error == "");
  BOOST_TEST(sink.records.at(0).at == low);
  // Nothing is lost, but the record of the fingerprint is gone.
  sink.records.clear();
  open(low, fingerprint{.at = {low - 1}, .hash = 1});
  result = read(1);
  BOOST_TEST(result.error == "");
  BOOST_TEST(!result.lost.has_value());
  BOOST_TEST(sink.records.at(0).at == low);
}

BOOST_AUTO_TEST_CASE(waits_for_a_topic_that_does_not_exist) {
  fill(1);
  cluster.hide(true);
  source = make_kafka_source(cluster.options());
  source->start(news.events());
  BOOST_TEST(news.wait([this](told& x) {
    return x.reason.find("topic " + topic + " does not exist")
           != std::string::npos;
  }));
  BOOST_TEST(!news.connected);
  cluster.hide(false);
  BOOST_TEST(news.wait([this](told& x) { return x.assigned[zero] == 1; }));
  BOOST_TEST(news.wait([](told& x) { return x.connected; }));
  BOOST_TEST(news.found[zero].second == 1);
}

BOOST_AUTO_TEST_CASE(goes_on_when_the_broker_comes_back) {
  fill(3);
  start(cluster.options());
  open(0);
  read(3);
  cluster.broker_down();
  BOOST_TEST(news.wait([](told& x) { return !x.connected; }));
  BOOST_TEST(news.reason != "");
  cluster.broker_up();
  cluster.produce({0}, "after");
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
