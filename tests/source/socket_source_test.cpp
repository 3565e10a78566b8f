#include <boost/test/unit_test.hpp>

#include <mutex>

#include "runtime/source/socket/inbox.hpp"
#include "runtime/source/socket/socket_source.hpp"
#include "tests/source/collected.hpp"
#include "tests/source/text_server.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

using strings = std::vector<std::string>;

constexpr std::size_t record_max = 1000;
constexpr std::size_t buffer_max = 64u << 10;

struct fixture {
  text_server server;
  told news;
  bell wakes;
  keeping_sink sink;
  std::mutex logging;
  std::string log;
  std::unique_ptr<partition_reader> reader;
  std::unique_ptr<record_source> source =
      make_socket_source({.address = server.address(),
                          .record_bytes_max = record_max,
                          .buffer_bytes_max = buffer_max,
                          .retry_first = std::chrono::milliseconds{1},
                          .retry_last = std::chrono::milliseconds{5},
                          .log = [this](std::string_view line) {
                            std::lock_guard guard{logging};
                            log.append(line).append("\n");
                          }});

  ~fixture() {
    reader.reset();
    source->stop();
  }

  void open(std::int64_t from) {
    reader = source->open({socket_partition(), {from}, {}}, wakes.ringer());
  }
  /// Connected, and read from `from`.
  void begin(std::int64_t from = 0) {
    source->start(news.events());
    open(from);
    server.accept();
  }
  bool logged(std::string_view what) {
    std::lock_guard guard{logging};
    return log.find(what) != std::string::npos;
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(a_socket_source, fixture)

BOOST_AUTO_TEST_CASE(has_one_partition_whose_end_nobody_knows) {
  source_events events = news.events();
  std::vector<partition_range> found;
  events.found = [&, then = events.found](auto xs) {
    found = xs;
    then(xs);
  };
  source->start(std::move(events));
  BOOST_TEST(news.wait([](told& x) { return x.assigned.size() == 1; }));
  BOOST_TEST(found.size() == 1u);
  BOOST_TEST((found[0].source == topic_partition{"socket", {0}}));
  BOOST_TEST(found[0].earliest.value == 0);
  BOOST_TEST(!found[0].known_end());
}

BOOST_AUTO_TEST_CASE(connects_when_somebody_reads_and_not_before) {
  source->start(news.events());
  BOOST_TEST(news.wait([](told& x) { return x.assigned.size() == 1; }));
  BOOST_TEST(!server.somebody_knocks());
  open(0);
  server.accept();
  BOOST_TEST(news.wait([](told& x) { return x.connected; }));
}

BOOST_AUTO_TEST_CASE(numbers_its_lines_from_where_the_ledger_stands) {
  begin(41);
  server.send("one\ntwo\r\n\nthr");
  read_until(*reader, sink, wakes, 3);
  server.send("ee #\xc3");
  server.send("\xa9\n");
  auto result = read_until(*reader, sink, wakes, 4);
  BOOST_TEST((sink.values() == strings{"one", "two", "", "three #é"}));
  BOOST_TEST(sink.records[0].at == 41);
  BOOST_TEST(sink.records[3].next == 45);
  BOOST_TEST(result.next.value == 45);
  BOOST_TEST(!result.lost.has_value());
  BOOST_TEST(sink.padding_sum < 1000u * 255u);
}

BOOST_AUTO_TEST_CASE(keeps_to_the_limits_of_a_read) {
  begin();
  server.send("aaaa\nbbbb\ncccc\ndddd\n");
  read_until(*reader, sink, wakes, 1, {.records_max = 1});
  BOOST_TEST((sink.values() == strings{"aaaa"}));
  sink.records.clear();
  sink.refuse_each = 2;
  read_until(*reader, sink, wakes, 3, {.records_max = 10, .bytes_max = 7});
  BOOST_TEST((sink.values() == strings{"bbbb", "cccc", "dddd"}));
  server.send(std::string(500, 'x') + "\n");
  read_until(*reader, sink, wakes, 4, {.bytes_max = 7});
  BOOST_TEST(sink.records.back().value.size() == 500u);
}

BOOST_AUTO_TEST_CASE(wakes_a_reader_that_has_nothing) {
  begin();
  for (int i = 0; i < 50; ++i) {
    while (reader->read({}, sink).more) {
    }
    wakes.forget();
    server.send(std::to_string(i) + "\n");
    BOOST_REQUIRE(wakes.wait());
    read_until(*reader, sink, wakes, static_cast<std::size_t>(i) + 1);
    BOOST_REQUIRE(sink.records.back().value == std::to_string(i));
  }
}

BOOST_AUTO_TEST_CASE(hands_over_a_line_that_is_too_long_without_its_text) {
  begin();
  server.send(std::string(record_max + 1, 'x') + "\nshort\n"
              + std::string(record_max, 'y') + "\n");
  read_until(*reader, sink, wakes, 3);
  BOOST_TEST(sink.records[0].too_large);
  BOOST_TEST(sink.records[0].value.empty());
  BOOST_TEST(sink.records[1].value == "short");
  BOOST_TEST(sink.records[2].value.size() == record_max);
}

BOOST_AUTO_TEST_CASE(connects_again_and_goes_on_numbering) {
  begin();
  server.send("one\n");
  read_until(*reader, sink, wakes, 1);
  for (auto& [text, end] : std::vector<std::pair<std::string, int>>{
           {"two\n", 2}, {"three\nfour\n", 4}}) {
    server.hang_up();
    BOOST_TEST(news.wait([](told& x) { return !x.connected; }));
    server.accept();
    server.send(text);
    read_until(*reader, sink, wakes, static_cast<std::size_t>(end));
  }
  BOOST_TEST((sink.values() == strings{"one", "two", "three", "four"}));
  BOOST_TEST(sink.records.back().next == 4);
}

BOOST_AUTO_TEST_CASE(waits_for_a_sender_that_is_not_there_and_says_so) {
  server.go_away();
  source->start(news.events());
  open(0);
  BOOST_TEST(news.wait([](told& x) { return !x.reason.empty(); }));
  BOOST_TEST(news.wait([&](told& x) {
    return x.reason.find(server.address()) != std::string::npos
           && x.reason.find("refused") != std::string::npos;
  }));
  server.come_back();
  server.accept();
  BOOST_TEST(news.wait([](told& x) { return x.connected; }));
  server.send("one\n");
  read_until(*reader, sink, wakes, 1);
}

BOOST_AUTO_TEST_CASE(a_line_cut_off_by_the_end_is_no_record_and_is_told) {
  begin();
  server.send("one\ntwo #Coff");
  read_until(*reader, sink, wakes, 1);
  server.hang_up();
  BOOST_TEST(news.wait([](told& x) { return !x.connected; }));
  BOOST_TEST(logged("9 bytes"));
  server.accept();
  server.send("three\n");
  read_until(*reader, sink, wakes, 2);
  BOOST_TEST((sink.values() == strings{"one", "three"}));
}

BOOST_AUTO_TEST_CASE(survives_a_connection_that_breaks) {
  begin();
  server.send("one\n");
  read_until(*reader, sink, wakes, 1);
  server.break_off();
  server.accept();
  server.send("two\n");
  read_until(*reader, sink, wakes, 2);
  BOOST_TEST((sink.values() == strings{"one", "two"}));
}

BOOST_AUTO_TEST_CASE(does_not_read_on_while_its_buffer_is_full) {
  begin();
  std::string piece;
  for (int i = 0; i < 100; ++i)
    piece += std::string(99, 'x') + "\n";
  // The kernel's buffers, ours, and no more.
  constexpr std::size_t far_too_much = 256u << 20;
  auto sent = server.send_until_it_stalls(piece, far_too_much);
  BOOST_TEST(sent < far_too_much);
  read_until(*reader, sink, wakes, sent / 100 - 1);
  BOOST_TEST(sink.records.back().next
             == static_cast<std::int64_t>(sink.records.size()));
}

BOOST_AUTO_TEST_CASE(what_a_rewind_lost_is_a_gap_and_nothing_comes_twice) {
  begin();
  server.send("one\ntwo\nthree\nfour\n");
  read_until(*reader, sink, wakes, 3, {.records_max = 1});
  source->commit(socket_partition(), {1});
  reader.reset();
  sink.records.clear();
  open(1);
  auto result = reader->read({}, sink);
  BOOST_TEST(sink.records.empty());
  BOOST_TEST((result.lost == gap{{1}, {3}}));
  BOOST_TEST(result.next.value == 3);
  BOOST_TEST(result.more);
  BOOST_TEST(logged("2 records"));
  read_until(*reader, sink, wakes, 1);
  BOOST_TEST((sink.values() == strings{"four"}));
  BOOST_TEST(sink.records[0].at == 3);
}

BOOST_AUTO_TEST_CASE(a_rewind_that_found_all_durable_loses_nothing) {
  begin();
  server.send("one\ntwo\n");
  read_until(*reader, sink, wakes, 2);
  open(2);
  server.send("three\n");
  auto result = read_until(*reader, sink, wakes, 3);
  BOOST_TEST(!result.lost.has_value());
  BOOST_TEST(sink.records.back().at == 2);
}

BOOST_AUTO_TEST_CASE(goes_on_where_another_one_counted_in_between) {
  begin();
  server.send("one\n");
  read_until(*reader, sink, wakes, 1);
  open(10);
  server.send("two\n");
  auto result = read_until(*reader, sink, wakes, 2);
  BOOST_TEST(!result.lost.has_value());
  BOOST_TEST(sink.records.back().at == 10);
}

BOOST_AUTO_TEST_CASE(an_inbox_wants_nothing_while_it_is_full_or_not_read) {
  int changes = 0;
  socket_lines::inbox box{10, 100, [&] {
                            ++changes;
                          }};
  BOOST_TEST(!box.wants_more());
  auto slot = std::make_shared<wake_slot>([] {});
  auto first = box.open({0}, slot);
  BOOST_TEST(changes == 1);
  BOOST_TEST(box.wants_more());
  box.put("0123456789\n");
  BOOST_TEST(!box.wants_more());
  box.refill();
  BOOST_TEST(changes == 2);
  BOOST_TEST(box.wants_more());
  auto second = box.open({0}, slot);
  box.close(first.reader);
  BOOST_TEST(box.wants_more());
  box.close(second.reader);
  BOOST_TEST(!box.wants_more());
  BOOST_TEST(changes == 3);
}

BOOST_AUTO_TEST_CASE(tells_at_the_end_what_it_received_in_vain) {
  begin();
  server.send("one\ntwo\nthree\n");
  read_until(*reader, sink, wakes, 2, {.records_max = 1});
  source->commit(socket_partition(), {1});
  reader.reset();
  source->stop();
  BOOST_TEST(logged(" received and not durable are lost"));
}

BOOST_AUTO_TEST_CASE(stops_while_it_waits) {
  source->start(news.events());
  open(0);
  server.accept();
  reader.reset();
  source->stop();
  source->stop();
}

BOOST_AUTO_TEST_SUITE_END()
