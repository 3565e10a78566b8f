#include <boost/test/unit_test.hpp>

#include "http/edge_meter.hpp"
#include "made_view.hpp"

namespace murmuration::http {

namespace {

std::string told(const edge_view& x) {
  auto number = [](const std::optional<std::uint64_t>& n) {
    return n ? std::to_string(*n) : "?";
  };
  return std::string{x.from} + ">" + std::string{x.to} + " "
         + std::to_string(static_cast<int>(x.records_per_s)) + "/s "
         + number(x.queued) + " " + std::string{x.queued_unit} + " "
         + number(x.credit) + "/" + number(x.credit_max);
}

live_view two_partitions() {
  live_view view;
  for (int i = 0; i < 2; ++i) {
    partition_view x;
    x.source = {"tweets", {i}};
    x.owned = i == 0;
    x.applied = {100};
    x.read = {150};
    x.end = offset{1000};
    x.credit = 8;
    x.in_flight = 3;
    x.answered = {0, 2, 1, 0};
    view.partitions.push_back(x);
  }
  view.store.pending = 2;
  return view;
}

engine_status two_pools() {
  engine_status status;
  for (const auto* name : {"hashtag_counter", "classifier"}) {
    pool_view pool;
    pool.name = name;
    pool.queued = 4;
    status.pools.push_back(pool);
  }
  return status;
}

} // namespace

BOOST_AUTO_TEST_SUITE(edges)

BOOST_AUTO_TEST_CASE(an_edge_tells_what_waits_on_it) {
  settings config;
  edge_meter meter{config};
  auto view = two_partitions();
  auto status = two_pools();
  auto edges = meter.edges(&view, &status, 7);
  std::vector<std::string> lines;
  for (const auto& x : edges)
    lines.push_back(told(x));
  std::vector<std::string> wanted{
      "source>consumer 0/s 850 bytes ?/?",
      "consumer>hashtag_counter 0/s 4 batches 5/8",
      "consumer>word_counter 0/s ? batches 5/8",
      "consumer>classifier 0/s 4 batches 5/8",
      "hashtag_counter>aggregator 0/s 2 batches ?/?",
      "word_counter>aggregator 0/s 1 batches ?/?",
      "classifier>aggregator 0/s 0 batches ?/?",
      "aggregator>store_writer 0/s 2 calls ?/?",
      "aggregator>dashboard 7/s ? records ?/?",
  };
  BOOST_TEST(lines == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(legs_that_are_off_have_no_edges) {
  settings config;
  config.word_counter.pool_size = 0;
  config.classifier.pool_size = 0;
  config.source.kind = source_kind::kafka;
  auto edges = edge_meter{config}.edges(nullptr, nullptr, 0);
  BOOST_TEST(edges.size() == 5u);
  BOOST_TEST(told(edges[0]) == "source>consumer 0/s ? records ?/?");
}

BOOST_AUTO_TEST_CASE(what_other_engines_count_does_not_flow_here) {
  settings config;
  edge_meter meter{config};
  auto view = two_partitions();
  for (std::int64_t i = 0; i <= 4; ++i) {
    for (auto& x : view.partitions) {
      x.sums.outcomes.counted = 5000 + static_cast<std::uint64_t>(i) * 100;
      x.durable_records = static_cast<std::uint64_t>(i) * 50;
    }
    // Taken over, with all that the other one has counted.
    view.partitions[1].owned = i == 4;
    view.partitions[1].sums.outcomes.counted += i == 4 ? 1'000'000 : 0;
    meter.sample(i * 1000, view);
  }
  auto edges = meter.edges(&view, nullptr, 200);
  BOOST_TEST(edges[0].records_per_s == 100);
  BOOST_TEST(edges[7].records_per_s == 50);
}

BOOST_AUTO_TEST_CASE(a_rewind_takes_nothing_back_from_the_rates) {
  settings config;
  edge_meter meter{config};
  auto view = two_partitions();
  std::int64_t at_ms = 0;
  for (std::uint64_t records : {0u, 100u, 40u, 140u, 240u}) {
    view.partitions[0].sums.outcomes.counted = records;
    meter.sample(at_ms, view);
    at_ms += 1000;
  }
  BOOST_TEST(meter.edges(&view, nullptr, 0)[0].records_per_s == 75);
}

BOOST_AUTO_TEST_CASE(a_legs_rates_are_those_of_its_pool) {
  settings config;
  edge_meter meter{config};
  auto status = two_pools();
  for (std::int64_t i = 0; i <= 3; ++i) {
    status.pools[0].records_taken = static_cast<std::uint64_t>(i) * 20;
    status.pools[0].records_done = static_cast<std::uint64_t>(i) * 10;
    meter.sample(i * 1000, status);
  }
  auto edges = meter.edges(nullptr, &status, 0);
  BOOST_TEST(edges[1].records_per_s == 20);
  BOOST_TEST(edges[4].records_per_s == 10);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
