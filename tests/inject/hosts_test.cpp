#include "tools/inject/hosts.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tools/inject/pacer.hpp"

namespace murmuration::inject {
namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(hosts_of_a_producer)

BOOST_AUTO_TEST_CASE(a_missing_port_is_9092) {
  BOOST_TEST(brokers_of("kafka") == "kafka:9092");
  BOOST_TEST(brokers_of("kafka:19092") == "kafka:19092");
  BOOST_TEST(brokers_of("a, b:9093 ,c") == "a:9092,b:9093,c:9092");
  BOOST_TEST(brokers_of("[::1]") == "[::1]:9092");
  BOOST_TEST(brokers_of("[::1]:7") == "[::1]:7");
  BOOST_TEST(brokers_of("::1") == "[::1]:9092");
  BOOST_TEST(brokers_of(" ,") == "");
}

BOOST_AUTO_TEST_CASE(their_manner_yields_to_what_was_asked_for) {
  options plain;
  act_as_producer(plain, "h", false);
  BOOST_TEST(plain.brokers == "h:9092");
  BOOST_TEST((plain.format == format::python));
  BOOST_TEST(plain.pause_ms_max == 100u);
  options fast{.rate = 7, .format = format::text};
  act_as_producer(fast, "h", true);
  BOOST_TEST((fast.format == format::text));
  BOOST_TEST(fast.pause_ms_max == 0u);
  BOOST_TEST(fast.rate == 7);
}

BOOST_AUTO_TEST_CASE(pauses_are_random_up_to_their_longest) {
  auto now = pacer::clock::time_point{} + 1h;
  pacer pace{100ms, 1, now};
  BOOST_TEST((pace.until_due(now) == 0ns));
  auto shortest = pacer::clock::duration{1h};
  auto longest = shortest - shortest;
  auto from = now;
  for (int i = 0; i < 2000; ++i) {
    pace.sent();
    auto pause = pace.until_due(now);
    shortest = std::min(shortest, pause);
    longest = std::max(longest, pause);
    now += pause;
  }
  BOOST_TEST((shortest < 1ms && longest > 99ms && longest <= 100ms));
  BOOST_TEST((now - from > 95s && now - from < 105s));
  // After a stop of the process a second's worth is made up for.
  now += 1min;
  int due = 0;
  for (; pace.until_due(now) <= 0ns; ++due)
    pace.sent();
  BOOST_TEST((due > 10 && due < 40));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::inject
