/// A topic of the mock cluster, and one reader of it.
#pragma once

#include <boost/test/unit_test.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "runtime/source/kafka/kafka_source.hpp"
#include "tests/source/collected.hpp"
#include "tests/source/mock_kafka.hpp"

namespace murmuration::test {

struct kafka_fixture {
  mock_kafka cluster;
  std::string topic = cluster.topic();
  topic_partition zero{topic, {0}};
  topic_partition one{topic, {1}};
  told news;
  keeping_sink sink;
  bell wakes;
  std::unique_ptr<record_source> source;
  std::unique_ptr<partition_reader> reader;

  ~kafka_fixture() {
    reader.reset();
    if (source)
      source->stop();
  }
  void fill(int records) {
    for (int i = 0; i < records; ++i)
      cluster.produce({0}, "value" + std::to_string(i), "k");
    cluster.flush();
  }
  void start(kafka_options options) {
    source = make_kafka_source(std::move(options));
    source->start(news.events());
    BOOST_REQUIRE(news.wait([](told& x) { return !x.assigned.empty(); }));
  }
  void open(std::int64_t from, std::optional<fingerprint> last = {}) {
    reader.reset();
    reader = source->open({zero, {from}, last}, wakes.ringer());
  }
  read_result read(std::size_t count, read_limits limits = {}) {
    return read_until(*reader, sink, wakes, count, limits);
  }
  /// Reads until the position, or an error.
  read_result read_to(std::int64_t next) {
    for (;;) {
      auto result = reader->read({}, sink);
      if (result.status != read_status::ok || result.lost
          || result.next.value >= next || (!result.more && !wakes.wait()))
        return result;
    }
  }
  /// Reads all, and gives the fingerprint of the last record.
  fingerprint print_of_last(int records) {
    open(0);
    read(static_cast<std::size_t>(records));
    auto result = sink.records.back().print;
    sink.records.clear();
    return result;
  }
};

} // namespace murmuration::test
