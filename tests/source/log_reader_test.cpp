#include <boost/test/unit_test.hpp>

#include <random>

#include "runtime/source/log/log_reader.hpp"
#include "tests/source/collected.hpp"
#include "tests/source/temp_log.hpp"

using namespace murmuration;
using namespace murmuration::test;
using log_files::log_reader;

namespace {

struct fixture {
  temp_log logs;
  topic_partition source{"tweets", {0}};
  bell wakes;
  std::shared_ptr<wake_slot> slot = std::make_shared<wake_slot>(wakes.ringer());
  keeping_sink sink;

  log_reader reader(std::int64_t from = 0, std::optional<fingerprint> last = {},
                    log_files::line_limits limits = {256, 1000}) {
    return {logs.file(source), {source, {from}, last}, limits, slot};
  }
  /// Reads until there is no more.
  read_result read_all(log_reader& reader, read_limits limits = {}) {
    for (;;) {
      auto size = sink.records.size();
      auto result = reader.read(limits, sink);
      if (sink.records.size() > size)
        BOOST_REQUIRE(sink.last_is_intact());
      if (!result.more)
        return result;
    }
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

using strings = std::vector<std::string>;

} // namespace

BOOST_FIXTURE_TEST_SUITE(a_log_reader, fixture)

BOOST_AUTO_TEST_CASE(hands_over_each_line_with_its_byte_positions) {
  logs.append(source, "one\n\ntwo\r\n");
  auto log = reader();
  auto result = read_all(log);
  BOOST_TEST(sink.values() == (strings{"one", "", "two\r"}),
             boost::test_tools::per_element());
  BOOST_TEST(sink.records[1].at == 4);
  BOOST_TEST(sink.records[2].next == 10);
  BOOST_TEST(result.next.value == 10);
  BOOST_TEST((result.status == read_status::ok));
}

BOOST_AUTO_TEST_CASE(a_line_without_newline_is_not_yet_a_record) {
  logs.append(source, "one\ntw");
  auto log = reader();
  BOOST_TEST(read_all(log).next.value == 4);
  BOOST_TEST(sink.records.size() == 1u);
  logs.append(source, "o\n");
  BOOST_TEST(read_all(log).next.value == 8);
  BOOST_TEST(sink.records.at(1).value == "two");
}

BOOST_AUTO_TEST_CASE(nul_bytes_are_bytes_like_others) {
  std::string line{"a\0b\0", 4};
  logs.append(source, line + "\n" + std::string(1, '\0') + "\n");
  auto log = reader();
  read_all(log);
  BOOST_TEST(sink.records.at(0).value == line);
  BOOST_TEST(sink.records.at(1).value.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_refused_record_comes_again) {
  logs.append(source, "a\nb\nc\nd\n");
  sink.refuse_each = 2;
  auto log = reader();
  auto result = log.read({}, sink);
  BOOST_TEST(result.more);
  BOOST_TEST(result.next.value == 2);
  read_all(log);
  BOOST_TEST(sink.values() == (strings{"a", "b", "c", "d"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(limits_end_a_read_and_one_larger_record_goes_alone) {
  logs.append(source, "12345678\n1\n2\n3\n");
  auto log = reader();
  log.read({.records_max = 9, .bytes_max = 4}, sink);
  BOOST_TEST(sink.records.size() == 1u);
  log.read({.records_max = 2, .bytes_max = 4}, sink);
  BOOST_TEST(sink.records.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_line_over_the_limit_is_too_large_wherever_chunks_end) {
  for (std::size_t size : {1001, 1024, 1279, 1280, 1281, 5000}) {
    sink.records.clear();
    source.partition.value++;
    std::string line(size, 'x');
    line[size / 2] = '\0';
    logs.append(source, "a\n" + line + "\nb\n");
    auto log = reader();
    auto result = read_all(log);
    BOOST_REQUIRE(sink.records.size() == 3u);
    const auto& large = sink.records[1];
    BOOST_TEST(large.too_large);
    BOOST_TEST(large.value == "");
    BOOST_TEST(large.at == 2);
    BOOST_TEST(large.next == static_cast<std::int64_t>(size) + 3);
    BOOST_TEST(large.print.hash == record_hash({}, line));
    BOOST_TEST(sink.records[2].value == "b");
    BOOST_TEST(result.next.value == static_cast<std::int64_t>(size) + 5);
  }
}

BOOST_AUTO_TEST_CASE(a_line_of_exactly_the_limit_is_a_record) {
  logs.append(source, std::string(1000, 'x') + "\n");
  auto log = reader();
  read_all(log);
  BOOST_TEST(sink.records.at(0).value.size() == 1000u);
}

BOOST_AUTO_TEST_CASE(a_too_large_line_that_is_refused_comes_again) {
  logs.append(source, std::string(3000, 'x') + "\n");
  sink.refuse_each = 2;
  sink.offers = 1;
  auto log = reader();
  BOOST_TEST(log.read({}, sink).next.value == 0);
  read_all(log);
  BOOST_TEST(sink.records.at(0).too_large);
}

BOOST_AUTO_TEST_CASE(a_too_large_line_may_arrive_in_pieces) {
  auto log = reader();
  std::string line;
  for (int i = 0; i < 40; ++i) {
    std::string piece(100, static_cast<char>('a' + i % 26));
    logs.append(source, piece);
    line += piece;
    read_all(log);
    BOOST_TEST(sink.records.empty());
  }
  logs.append(source, "\nnext\n");
  read_all(log);
  BOOST_TEST(sink.records.at(0).print.hash == record_hash({}, line));
  BOOST_TEST(sink.records.at(1).value == "next");
}

BOOST_AUTO_TEST_CASE(random_lines_come_as_a_simple_reader_sees_them) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  auto below = [&](std::size_t n) {
    return random() % n;
  };
  std::string text;
  std::vector<kept_record> expected;
  auto log = reader(0, {}, {64 + below(400), 1000});
  for (int round = 0; round < 40; ++round) {
    std::string piece;
    for (std::size_t i = below(30); i > 0; --i) {
      auto size = below(10) == 0 ? below(3000) : below(200);
      for (; size > 0; --size)
        piece += static_cast<char>(below(255) + 11);
      piece += below(8) == 0 ? "" : "\n";
    }
    logs.append(source, piece);
    text += piece;
    sink.refuse_each = 2 + below(9);
    read_all(log, {.records_max = 1 + below(20), .bytes_max = 1 + below(5000)});
  }
  std::size_t at = 0;
  std::size_t i = 0;
  for (auto end = text.find('\n'); end != std::string::npos;
       at = end + 1, end = text.find('\n', at), ++i) {
    auto line = text.substr(at, end - at);
    BOOST_REQUIRE(i < sink.records.size());
    const auto& got = sink.records[i];
    BOOST_REQUIRE_MESSAGE(got.at == static_cast<std::int64_t>(at)
                              && got.next == static_cast<std::int64_t>(end) + 1
                              && got.too_large == (line.size() > 1000)
                              && got.value == (got.too_large ? "" : line)
                              && got.print.hash == record_hash({}, line),
                          "line " << i << ", seed " << seed);
  }
  BOOST_TEST(i == sink.records.size(), "seed " << seed);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(the_identity_of_a_log, fixture)

namespace {

const fingerprint of_two{.at = {4}, .hash = record_hash({}, "two")};

} // namespace

BOOST_AUTO_TEST_CASE(is_kept_by_the_fingerprint_of_the_last_record) {
  logs.append(source, "one\ntwo\nthree\n");
  auto log = reader(8, of_two);
  read_all(log);
  BOOST_TEST(sink.values() == (strings{"three"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(is_lost_when_the_last_record_differs) {
  logs.append(source, "one\nTwo\nthree\n");
  auto log = reader(8, of_two);
  auto result = read_all(log);
  BOOST_TEST((result.status == read_status::identity_error));
  BOOST_TEST(sink.records.empty());
  for (const auto& part : strings{
           "tweets/0", "offset 8", logs.file(source).string(),
           "murmuration-ledger new-generation --topic tweets --partition 0"})
    BOOST_TEST(has(result.error, part), result.error);
  BOOST_TEST((log.read({}, sink).status == read_status::identity_error));
}

BOOST_AUTO_TEST_CASE(is_lost_when_the_file_is_shorter) {
  logs.append(source, "one\n");
  auto log = reader(8, of_two);
  BOOST_TEST((read_all(log).status == read_status::identity_error));
}

BOOST_AUTO_TEST_CASE(is_lost_when_no_record_ends_there) {
  logs.append(source, "one\ntwo_three\n");
  auto log = reader(8);
  BOOST_TEST((read_all(log).status == read_status::identity_error));
}

BOOST_AUTO_TEST_CASE(is_lost_when_the_fingerprint_lies_behind_the_position) {
  logs.append(source, "one\ntwo\n");
  auto log = reader(4, fingerprint{.at = {4}, .hash = 1});
  BOOST_TEST((read_all(log).status == read_status::identity_error));
}

BOOST_AUTO_TEST_CASE(holds_for_a_too_large_last_record) {
  std::string line(2000, 'x');
  logs.append(source, line + "\nb\n");
  auto log = reader(2001, fingerprint{{0}, record_hash({}, line), -1});
  read_all(log);
  BOOST_TEST(sink.records.at(0).value == "b");
}

BOOST_AUTO_TEST_CASE(is_lost_when_the_file_is_cut_while_it_is_read) {
  logs.append(source, "one\ntwo\n");
  auto log = reader();
  read_all(log);
  std::filesystem::resize_file(logs.file(source), 4);
  auto result = read_all(log);
  BOOST_TEST((result.status == read_status::identity_error));
  BOOST_TEST(has(result.error, "cut"), result.error);
}

BOOST_AUTO_TEST_CASE(is_lost_when_another_log_takes_its_name) {
  logs.append(source, "one\ntwo\n");
  auto log = reader();
  read_all(log);
  logs.replace(source, "one\nTWO\nthree\n");
  BOOST_TEST((read_all(log).status == read_status::identity_error));
  BOOST_TEST(sink.records.size() == 2u);
}

BOOST_AUTO_TEST_CASE(survives_a_copy_of_the_same_log) {
  logs.append(source, "one\ntwo\nthr");
  auto log = reader();
  read_all(log);
  logs.replace(source, "one\ntwo\nthree\n");
  read_all(log);
  BOOST_TEST(sink.values() == (strings{"one", "two", "three"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(records_come_before_the_news_that_the_log_is_lost) {
  logs.append(source, "one\n");
  auto log = reader();
  read_all(log);
  logs.append(source, "two\n");
  auto old = logs.file(source);
  old += ".old";
  std::filesystem::create_hard_link(logs.file(source), old);
  logs.replace(source, "ONE\n");
  auto result = log.read({}, sink);
  BOOST_TEST((result.status == read_status::ok));
  BOOST_TEST(result.more);
  BOOST_TEST(sink.records.size() == 2u);
  BOOST_TEST((read_all(log).status == read_status::identity_error));
}

BOOST_AUTO_TEST_CASE(a_file_that_vanished_is_waited_for) {
  logs.append(source, "one\n");
  auto log = reader();
  read_all(log);
  std::filesystem::remove(logs.file(source));
  auto result = read_all(log);
  BOOST_TEST((result.status == read_status::unavailable));
  BOOST_TEST(has(result.error, logs.file(source).string()), result.error);
  logs.append(source, "one\ntwo\n");
  BOOST_TEST((read_all(log).status == read_status::ok));
  BOOST_TEST(sink.records.size() == 2u);
  std::filesystem::remove(logs.file(source));
  logs.append(source, "uno\ndue\ntre\n");
  BOOST_TEST((read_all(log).status == read_status::identity_error));
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_unavailable) {
  std::filesystem::create_directories(logs.file(source));
  auto log = reader();
  BOOST_TEST((read_all(log).status == read_status::unavailable));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(the_wake_of_a_log_reader, fixture)

BOOST_AUTO_TEST_CASE(comes_once_until_the_reader_sleeps_again) {
  logs.append(source, "one\n");
  auto log = reader();
  slot->ring();
  BOOST_TEST(wakes.rung() == 0u);
  read_all(log);
  slot->ring();
  slot->ring();
  BOOST_TEST(wakes.rung() == 1u);
  read_all(log);
  slot->ring();
  BOOST_TEST(wakes.rung() == 2u);
}

BOOST_AUTO_TEST_CASE(comes_for_another_try_when_the_file_cannot_be_read) {
  auto log = reader();
  slot->ring_if_retrying();
  BOOST_TEST((read_all(log).status == read_status::unavailable));
  slot->ring_if_retrying();
  slot->ring_if_retrying();
  BOOST_TEST(wakes.rung() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
