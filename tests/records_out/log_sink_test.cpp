#include "tools/records_out/log_sink.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <stdexcept>
#include <string>

#include <sys/resource.h>

#include "tests/inject/scratch_folder.hpp"

namespace murmuration::records_out {
namespace {

using test::scratch_folder;

outgoing record(const std::string& value) {
  return {.value = value, .key = {}, .adds = {true, {value}}};
}

std::unique_ptr<sink> open(const scratch_folder& dir, truth& counts,
                           std::uint32_t partitions = 1) {
  return make_log_sink(dir.path.string(), "t", partitions, counts);
}

/// Files of this process cannot grow beyond `bytes`, as on a full disk.
struct full_disk {
  explicit full_disk(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before);
    handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{bytes, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~full_disk() {
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
  }
  rlimit before{};
  void (*handler)(int);
};

BOOST_AUTO_TEST_SUITE(the_log_sink)

BOOST_AUTO_TEST_CASE(records_become_lines_of_the_partitions_in_turn) {
  scratch_folder dir;
  truth counts;
  auto to = open(dir, counts, 2);
  for (auto value : {"a", "b", "c"})
    to->send(record(value));
  BOOST_TEST(counts.tweets() == 0u);
  to->flush();
  BOOST_TEST(dir.read("t/0.jsonl") == "a\nc\n");
  BOOST_TEST(dir.read("t/1.jsonl") == "b\n");
  BOOST_TEST(counts.json()
             == "{\"tweets\":3,\"tags\":{\"a\":1,\"b\":1,\"c\":1}}\n");
}

BOOST_AUTO_TEST_CASE(a_torn_last_line_is_ended_before_anything_is_added) {
  scratch_folder dir;
  dir.write("t/0.jsonl", "whole\nto");
  truth counts;
  {
    auto to = open(dir, counts);
    to->send(record("new"));
    to->close();
  }
  BOOST_TEST(dir.read("t/0.jsonl") == "whole\nto\nnew\n");
  open(dir, counts)->close();
  BOOST_TEST(dir.read("t/0.jsonl") == "whole\nto\nnew\n");
}

BOOST_AUTO_TEST_CASE(a_file_has_one_writer_at_a_time) {
  scratch_folder dir;
  truth counts;
  {
    auto first = open(dir, counts);
    BOOST_CHECK_EXCEPTION(
        open(dir, counts), std::runtime_error, [](const auto& e) {
          return std::string{e.what()}.find("another program is writing")
                 != std::string::npos;
        });
  }
  BOOST_CHECK_NO_THROW(open(dir, counts));
}

BOOST_AUTO_TEST_CASE(on_a_full_disk_the_truth_is_what_the_file_holds) {
  scratch_folder dir;
  truth counts;
  auto to = open(dir, counts);
  {
    full_disk limit{25};
    for (int i = 0; i < 5; ++i)
      to->send(record("123456789"));
    BOOST_CHECK_THROW(to->flush(), std::runtime_error);
  }
  BOOST_TEST(dir.read("t/0.jsonl") == "123456789\n123456789\n");
  BOOST_TEST(counts.tweets() == 2u);
  to->close();
  BOOST_TEST(counts.tweets() == 2u);
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_made_is_an_error) {
  scratch_folder dir;
  dir.write("t", "a file");
  truth counts;
  BOOST_CHECK_THROW(open(dir, counts), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::records_out
