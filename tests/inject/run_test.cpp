#include "tools/inject/run.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <stdexcept>
#include <string>

#include "tests/inject/scratch_folder.hpp"
#include "tools/inject/generator.hpp"
#include "tools/inject/pacer.hpp"

namespace murmuration::inject {
namespace {

using namespace std::chrono_literals;
using test::scratch_folder;

/// Counts at once what it is sent; stops the run after `stop_after`.
struct counting_sink final : sink {
  truth& counts;
  std::atomic<bool>* stop = nullptr;
  std::uint64_t stop_after = 0;
  bool closed = false;

  explicit counting_sink(truth& into)
    : counts(into) {}
  void send(const outgoing& record) override {
    counts.add(record.adds);
    if (stop != nullptr && counts.tweets() == stop_after)
      *stop = true;
  }
  void flush() override {}
  void close() override {
    closed = true;
  }
};

BOOST_AUTO_TEST_SUITE(a_run)

BOOST_AUTO_TEST_CASE(the_count_is_of_tweets_not_of_notices) {
  options asked{.rate = 0, .count = 500, .seed = 1};
  truth counts;
  counting_sink to{counts};
  std::atomic<bool> stop{false};
  run(asked, *make_generator(asked, false), to, counts, stop);
  BOOST_TEST(counts.tweets() == 500u);
  BOOST_TEST(counts.others() > 0u);
  BOOST_TEST(to.closed);
}

BOOST_AUTO_TEST_CASE(a_signal_ends_it_in_order) {
  options asked{.rate = 0, .seed = 1};
  truth counts;
  counting_sink to{counts};
  std::atomic<bool> stop{false};
  to.stop = &stop;
  to.stop_after = 10;
  run(asked, *make_generator(asked, false), to, counts, stop);
  BOOST_TEST(counts.tweets() == 10u);
  BOOST_TEST(to.closed);
}

BOOST_AUTO_TEST_CASE(the_truth_file_holds_what_the_log_holds) {
  scratch_folder dir;
  options asked{.log_dir = (dir.path / "log").string(),
                .partitions = 2,
                .rate = 0,
                .path = dir.write("a.jsonl", "\"#One #Two\"\n\"#one\"\n\n{\n"),
                .in_order = true,
                .truth = (dir.path / "truth.json").string()};
  std::atomic<bool> stop{false};
  BOOST_TEST(inject(asked, stop) == 0);
  BOOST_TEST(dir.read("truth.json")
             == "{\"tweets\":2,\"tags\":{\"one\":2,\"two\":1}}\n");
  BOOST_TEST(dir.read("log/tweets/0.jsonl") == "\"#One #Two\"\n{\n");
  asked.truth = "/nowhere/truth.json";
  BOOST_TEST(inject(asked, stop) == 1);
  asked.path = "/nowhere/a.json";
  BOOST_TEST(inject(asked, stop) == 1);
}

BOOST_AUTO_TEST_CASE(tweets_are_due_at_the_rate) {
  auto start = pacer::clock::time_point{} + 1h;
  pacer pace{100, start};
  for (int i = 0; i < 1000; ++i) {
    BOOST_REQUIRE((pace.until_due(start + i * 10ms) <= 1us));
    BOOST_REQUIRE((pace.until_due(start + i * 10ms - 1us) > 0ns));
    pace.sent();
  }
  BOOST_TEST((pace.until_due(start + 9990ms) > 9ms));
}

BOOST_AUTO_TEST_CASE(after_a_pause_at_most_a_second_is_made_up_for) {
  auto start = pacer::clock::time_point{} + 1h;
  pacer pace{100, start};
  int sent = 0;
  for (; pace.until_due(start + 1min) <= 0ns; ++sent)
    pace.sent();
  BOOST_TEST(sent == 101);
}

BOOST_AUTO_TEST_CASE(without_a_rate_everything_is_due) {
  auto start = pacer::clock::time_point{};
  pacer pace{0, start};
  pace.sent();
  BOOST_TEST((pace.until_due(start) == 0ns));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::inject
