#include <boost/test/unit_test.hpp>

#include <atomic>
#include <string>
#include <string_view>

#include "tests/source/kafka_fixture.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_FIXTURE_TEST_SUITE(a_kafka_source, kafka_fixture)

BOOST_AUTO_TEST_CASE(hands_over_records_of_all_kinds) {
  cluster.produce({0}, "value", "key");
  cluster.produce({0}, "");
  cluster.produce({0}, std::nullopt, "key");
  cluster.produce({0}, std::string(2000, 'x'), "key");
  cluster.produce({0}, "last");
  cluster.flush();
  auto options = cluster.options();
  options.record_bytes_max = 1000;
  start(options);
  BOOST_TEST((news.found[zero] == std::pair<std::int64_t, std::int64_t>{0, 5}));
  BOOST_TEST((news.found[one] == std::pair<std::int64_t, std::int64_t>{0, 0}));
  BOOST_TEST(news.assigned.size() == 2u);
  BOOST_TEST(news.connected);
  open(0);
  BOOST_TEST(read(5).error == "");
  const auto& got = sink.records;
  BOOST_REQUIRE(got.size() == 5u);
  BOOST_TEST(got[0].key == "key");
  BOOST_TEST(got[0].value == "value");
  BOOST_TEST(!got[1].tombstone);
  BOOST_TEST(got[2].tombstone);
  BOOST_TEST(got[2].print.hash == record_hash("key", ""));
  BOOST_TEST(got[3].too_large);
  BOOST_TEST(got[3].value == "");
  BOOST_TEST(got[3].print.hash == record_hash("key", std::string(2000, 'x')));
  BOOST_TEST(got[4].at == 4);
  BOOST_TEST(got[4].next == 5);
  BOOST_TEST(got[4].print.timestamp_ms > 0);
}

BOOST_AUTO_TEST_CASE(wakes_the_reader_for_each_record) {
  fill(1);
  start(cluster.options());
  open(0);
  for (std::size_t i = 1; i < 5; ++i) {
    BOOST_REQUIRE(read(i).error == "");
    cluster.produce({0}, "next");
    cluster.flush();
  }
}

BOOST_AUTO_TEST_CASE(keeps_what_a_full_batch_refused) {
  fill(300);
  start(cluster.options());
  open(0);
  sink.refuse_each = 7;
  BOOST_TEST(read(300, {.records_max = 11, .bytes_max = 60}).error == "");
  for (std::size_t i = 0; i < 100; ++i)
    BOOST_REQUIRE(sink.records.at(i).value == "value" + std::to_string(i));
}

BOOST_AUTO_TEST_CASE(goes_on_behind_the_record_of_the_fingerprint) {
  fill(10);
  start(cluster.options());
  auto last = print_of_last(10);
  cluster.produce({0}, "more");
  cluster.flush();
  open(10, last);
  BOOST_TEST(read(1).error == "");
  BOOST_TEST(sink.records.at(0).at == 10);
}

BOOST_AUTO_TEST_CASE(can_be_opened_again_at_an_earlier_place) {
  fill(10);
  start(cluster.options());
  for (auto from : {5, 0, 9, 3}) {
    open(from);
    sink.records.clear();
    BOOST_TEST(read(static_cast<std::size_t>(10 - from)).error == "");
    BOOST_TEST(sink.records.at(0).at == from);
    BOOST_TEST(sink.records.size() == static_cast<std::size_t>(10 - from));
  }
}

BOOST_AUTO_TEST_CASE(
    another_record_in_the_place_of_the_last_is_an_identity_error) {
  fill(10);
  start(cluster.options());
  auto last = print_of_last(10);
  for (auto wrong : {fingerprint{last.at, last.hash + 1, last.timestamp_ms},
                     fingerprint{last.at, last.hash, last.timestamp_ms + 1}}) {
    open(10, wrong);
    auto result = read_to(11);
    BOOST_TEST((result.status == read_status::identity_error));
    BOOST_TEST(
        result.error.find("new-generation --topic " + topic + " --partition 0")
        != std::string::npos);
    BOOST_TEST(result.error.find(topic + "/0 at offset 10")
               != std::string::npos);
    BOOST_TEST((reader->read({}, sink).status == read_status::identity_error));
  }
  BOOST_TEST(sink.records.empty());
}

BOOST_AUTO_TEST_CASE(a_topic_that_ends_too_early_is_an_identity_error) {
  fill(10);
  start(cluster.options());
  // Past the end; and just at the end, where the broker sees nothing wrong.
  for (auto at : {20, 10}) {
    open(at + 1, fingerprint{.at = {at}, .hash = 1});
    BOOST_TEST((read_to(at + 2).status == read_status::identity_error));
  }
  open(11);
  BOOST_TEST((read_to(12).status == read_status::identity_error));
}

BOOST_AUTO_TEST_CASE(a_full_queue_is_asked_to_be_filled_before_it_is_empty) {
  constexpr int kibibytes = 512;
  for (int i = 0; i < kibibytes; ++i)
    cluster.produce({0}, std::string(1024, 'x'));
  cluster.flush();
  auto options = cluster.options();
  options.properties["queued.max.messages.kbytes"] = "32";
  options.properties["debug"] = "protocol,fetch";
  std::atomic<int> asked = 0;
  bell full;
  options.log = [&, ring = full.ringer()](int, std::string_view line) {
    if (line.find("Sent ListOffsetsRequest") != std::string_view::npos)
      ++asked;
    if (line.find("kbytes exceeded") != std::string_view::npos)
      ring();
  };
  start(options);
  // Ends of partitions that nobody reads are asked for all the time.
  bell others;
  auto other = source->open({one, {0}, {}}, others.ringer());
  while (other->read({}, sink).more || !others.wait()) {
  }
  open(0);
  // Starts to fetch. librdkafka's thread sleeps beside a full queue.
  reader->read({.records_max = 1}, sink);
  BOOST_TEST_REQUIRE(full.wait());
  asked = 0;
  BOOST_TEST(read(kibibytes).error == "");
  BOOST_TEST(asked >= 1);
  other.reset();
  reader.reset();
  source.reset();
}

BOOST_AUTO_TEST_SUITE_END()
