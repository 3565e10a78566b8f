#include "http/growth.hpp"

#include <boost/test/unit_test.hpp>

#include "made_view.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

totals counted(std::uint64_t tweets) {
  totals result;
  result.outcomes.counted = tweets;
  result.sentiments[0] = tweets;
  return result;
}

/// The value of a sample, as it is written; empty when there is none.
std::string sample(const running_server& server, const std::string& series) {
  auto body = "\n" + ask(server.port(), "/metrics").body;
  auto at = body.find("\n" + series + " ");
  if (at == body.npos)
    return {};
  at += series.size() + 2;
  return body.substr(at, body.find('\n', at) - at);
}

} // namespace

BOOST_AUTO_TEST_SUITE(growing)

BOOST_AUTO_TEST_CASE(what_was_there_at_first_is_no_growth) {
  growth grown;
  BOOST_TEST(grown.take(counted(1000)).outcomes[0] == 0);
  BOOST_TEST(grown.take(counted(1010)).outcomes[0] == 10);
  BOOST_TEST(grown.take(counted(1010)).sentiments[0] == 10);
}

BOOST_AUTO_TEST_CASE(a_step_back_does_not_lower_it_and_counts_once) {
  growth grown;
  grown.take(counted(100));
  BOOST_TEST(grown.take(counted(150)).outcomes[0] == 50);
  BOOST_TEST(grown.take(counted(120)).outcomes[0] == 50);
  BOOST_TEST(grown.take(counted(160)).outcomes[0] == 60);
}

BOOST_AUTO_TEST_CASE(a_count_that_begins_to_be_served_is_no_burst) {
  running_server server;
  const std::string series = R"(murmuration_records_total{outcome="counted"})";
  BOOST_TEST(sample(server, series) == "0");
  BOOST_TEST(sample(server, "murmuration_counted_tweets") == "10");
  auto later = made_view();
  later->sums.outcomes.counted += 5;
  later->tweets += 5;
  server.dashboard.take(live_view_ptr{later}, made_ms + 1000);
  BOOST_TEST(sample(server, series) == "5");
  BOOST_TEST(sample(server, "murmuration_counted_tweets") == "15");
}

BOOST_AUTO_TEST_CASE(figures_of_an_engine_that_loads_are_absent) {
  running_server server;
  auto loading = made_view();
  loading->ready = false;
  loading->sums = {};
  server.dashboard.take(live_view_ptr{loading}, made_ms + 1000);
  BOOST_TEST(sample(server, "murmuration_ready") == "0");
  BOOST_TEST(sample(server, "murmuration_partition_applied_offset{topic="
                            "\"tweets\",partition=\"0\"}")
             == "");
  // What is served goes on being told.
  BOOST_TEST(sample(server, "murmuration_counted_tweets") == "10");
}

BOOST_AUTO_TEST_CASE(lag_has_the_unit_of_its_source_in_its_name) {
  auto config = test_settings();
  config.source.kind = source_kind::kafka;
  running_server server{config};
  const std::string where = R"({topic="tweets",partition="0"})";
  BOOST_TEST(sample(server, "murmuration_partition_lag_records" + where)
             == "60");
  BOOST_TEST(sample(server, "murmuration_partition_lag_bytes" + where) == "");
}

BOOST_AUTO_TEST_CASE(a_checkpoint_has_a_time_once_there_was_one) {
  running_server server;
  const std::string series = "murmuration_last_checkpoint_timestamp_seconds";
  BOOST_TEST(sample(server, series) == "");
  auto later = made_view();
  later->checkpointed_ms = made_ms;
  later->letters = {true, 3, "the topic does not answer"};
  server.dashboard.take(live_view_ptr{later}, made_ms + 1000);
  BOOST_TEST(std::stod(sample(server, series)) == made_ms / 1000.0);
  BOOST_TEST(sample(server, "murmuration_dead_letters_failing") == "1");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
