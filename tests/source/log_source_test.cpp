#include <boost/test/unit_test.hpp>

#include "runtime/source/log/log_path.hpp"
#include "runtime/source/log/log_source.hpp"
#include "tests/source/collected.hpp"
#include "tests/source/temp_log.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

struct fixture {
  temp_log logs;
  told news;
  std::unique_ptr<record_source> source =
      make_log_source({.directory = logs.directory().string(),
                       .scan_interval = std::chrono::milliseconds{20},
                       .ends_interval = std::chrono::milliseconds{20}});

  ~fixture() {
    source->stop();
  }
};

const topic_partition zero{"tweets", {0}};
const topic_partition seven{"tweets", {7}};
const topic_partition other{"other", {0}};

} // namespace

BOOST_FIXTURE_TEST_SUITE(a_log_source, fixture)

BOOST_AUTO_TEST_CASE(tells_a_missing_directory_as_an_empty_one) {
  source->start(news.events());
  BOOST_TEST(news.wait([](told& x) { return x.founds == 1 && x.connected; }));
  BOOST_TEST(news.found.empty());
}

BOOST_AUTO_TEST_CASE(finds_what_is_there_and_where_its_records_end) {
  logs.append(zero, "one\ntwo\nthr");
  logs.append(seven, "");
  logs.append(other, "x\n");
  source->start(news.events());
  BOOST_TEST(news.wait([](told& x) { return x.assigned.size() == 3; }));
  BOOST_TEST((news.found[zero] == std::pair<std::int64_t, std::int64_t>{0, 8}));
  BOOST_TEST((news.found[seven] == std::pair<std::int64_t, std::int64_t>{}));
  BOOST_TEST(news.found[other].second == 2);
}

BOOST_AUTO_TEST_CASE(finds_the_end_behind_a_long_unfinished_line) {
  logs.append(zero, "one\n" + std::string(300'000, 'x'));
  source->start(news.events());
  BOOST_TEST(news.wait([](told& x) { return x.found.size() == 1; }));
  BOOST_TEST(news.found[zero].second == 4);
  logs.append(zero, "\n");
  BOOST_TEST(
      news.wait([](told& x) { return x.found[zero].second == 300'005; }));
}

BOOST_AUTO_TEST_CASE(takes_up_topics_and_partitions_that_appear) {
  source->start(news.events());
  BOOST_TEST(news.wait([](told& x) { return x.founds == 1; }));
  logs.append(zero, "one\n");
  BOOST_TEST(news.wait([](told& x) { return x.assigned[zero] == 1; }));
  logs.append(seven, "one\n");
  BOOST_TEST(news.wait([](told& x) { return x.assigned[seven] == 1; }));
  logs.append(other, "one\n");
  BOOST_TEST(news.wait([](told& x) { return x.assigned[other] == 1; }));
  logs.append(zero, "two\n");
  BOOST_TEST(news.wait([](told& x) { return x.found[zero].second == 8; }));
  BOOST_TEST(news.assigned[zero] == 1);
}

BOOST_AUTO_TEST_CASE(tells_a_directory_that_cannot_be_read) {
  std::ofstream{logs.directory()} << "a file";
  source->start(news.events());
  BOOST_TEST(news.wait([](told& x) { return x.founds == 1; }));
  BOOST_TEST(!news.connected);
  BOOST_TEST(
      (news.reason.find(logs.directory().string()) != std::string::npos));
}

BOOST_AUTO_TEST_CASE(wakes_the_reader_of_a_file_that_grew) {
  logs.append(zero, "one\n");
  // Without a scan: the kernel's events alone do it.
  source = make_log_source({.directory = logs.directory().string(),
                            .scan_interval = std::chrono::hours{1}});
  source->start(news.events());
  BOOST_REQUIRE(news.wait([](told& x) { return !x.assigned.empty(); }));
  bell wakes;
  keeping_sink sink;
  auto reader = source->open({zero, {0}, {}}, wakes.ringer());
  for (int i = 0; i < 50; ++i) {
    while (reader->read({}, sink).more) {
    }
    wakes.forget();
    logs.append(zero, std::to_string(i) + "\n");
    BOOST_REQUIRE(wakes.wait());
    BOOST_REQUIRE(reader->read({}, sink).error == "");
    BOOST_REQUIRE(sink.records.back().value == std::to_string(i));
  }
}

BOOST_AUTO_TEST_CASE(wakes_the_reader_of_a_file_that_came_back) {
  logs.append(zero, "one\n");
  source->start(news.events());
  bell wakes;
  keeping_sink sink;
  auto reader = source->open({zero, {0}, {}}, wakes.ringer());
  read_until(*reader, sink, wakes, 1);
  std::filesystem::remove(logs.file(zero));
  auto result = read_until(*reader, sink, wakes, 2);
  BOOST_TEST((result.status == read_status::unavailable));
  logs.append(zero, "one\ntwo\n");
  while (result.status == read_status::unavailable && wakes.wait())
    result = reader->read({}, sink);
  BOOST_TEST((result.status == read_status::ok));
  read_until(*reader, sink, wakes, 2);
  BOOST_TEST(sink.records.back().value == "two");
}

BOOST_AUTO_TEST_CASE(stops_while_nobody_writes) {
  source->start(news.events());
  source->stop();
  source->stop();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(names_in_a_log_directory)

BOOST_AUTO_TEST_CASE(only_plain_numbers_are_partitions) {
  using log_files::partition_of;
  BOOST_TEST((partition_of("0.jsonl") == partition_id{0}));
  BOOST_TEST((partition_of("99999.jsonl") == partition_id{99999}));
  for (auto name : {"", ".jsonl", "00.jsonl", "01.jsonl", "-1.jsonl",
                    "+1.jsonl", "1", "1.json", "1.jsonl.new", " 1.jsonl",
                    "1a.jsonl", "100000.jsonl", "99999999999999.jsonl"})
    BOOST_TEST(!partition_of(name), name);
}

BOOST_AUTO_TEST_CASE(topics_are_named_as_in_kafka) {
  using log_files::is_topic;
  BOOST_TEST(is_topic("Tweets_v1.2-x"));
  for (auto name : {"", ".", "..", "a|b", "a b", "\xc3\xa4"})
    BOOST_TEST(!is_topic(name), name);
  BOOST_TEST(!is_topic(std::string(250, 'a')));
}

BOOST_AUTO_TEST_SUITE_END()
