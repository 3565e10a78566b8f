#include <set>

#include "tests/source/kafka_fixture.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

/// One engine of several, as far as the source sees it.
struct engine {
  told news;
  std::unique_ptr<record_source> source;

  explicit engine(kafka_options options) {
    options.join_group = true;
    options.group_id = options.topics.front();
    source = make_kafka_source(std::move(options));
    source->start(news.events());
  }
  ~engine() {
    source->stop();
  }
  std::set<topic_partition> assigned() const {
    std::set<topic_partition> result;
    for (const auto& [x, times] : news.assigned)
      result.insert(x);
    return result;
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(members_of_a_group, kafka_fixture)

BOOST_AUTO_TEST_CASE(share_the_partitions_and_let_go_of_them_first) {
  cluster.create(2);
  for (int i = 0; i < 3; ++i)
    cluster.produce(zero, "value");
  cluster.flush();
  auto options = cluster.options();
  options.release_wait = patience;
  engine first{options};
  BOOST_REQUIRE(
      first.news.wait([](told& x) { return x.assigned.size() == 2; }));
  BOOST_TEST(first.news.found[zero].second == 3);
  auto kept = first.source->open({zero, {0}, {}}, wakes.ringer());
  read_until(*kept, sink, wakes, 3);
  BOOST_TEST(sink.records.size() == 3u);
  first.source->commit(zero, {3});

  engine second{options};
  BOOST_REQUIRE(first.news.wait([](told& x) { return x.revoked.size() == 2; }));
  // Until it let go, nobody else has them, and it can read on.
  BOOST_TEST((kept->read({}, sink).status == read_status::ok));
  BOOST_TEST(second.news.assigned.empty());
  first.news.assigned.clear();
  first.source->released(first.news.revoked);
  BOOST_REQUIRE(
      second.news.wait([](told& x) { return x.assigned.size() == 1; }));
  BOOST_REQUIRE(
      first.news.wait([](told& x) { return x.assigned.size() == 1; }));
  BOOST_TEST((first.assigned() != second.assigned()));
  // A reader of before is of no use, even if the partition came back.
  auto result = kept->read({}, sink);
  BOOST_TEST((result.status == read_status::unavailable));
  BOOST_TEST(result.error.find("gave it to another engine")
             != std::string::npos);
}

BOOST_AUTO_TEST_CASE(go_on_without_one_that_does_not_let_go) {
  cluster.create(1);
  auto options = cluster.options();
  options.release_wait = std::chrono::milliseconds{100};
  auto first = std::make_unique<engine>(options);
  BOOST_REQUIRE(
      first->news.wait([](told& x) { return x.assigned.size() == 1; }));
  engine second{options};
  BOOST_REQUIRE(
      first->news.wait([](told& x) { return x.revoked.size() == 1; }));
  first.reset();
  BOOST_TEST(second.news.wait([](told& x) { return x.assigned.size() == 1; }));
}

BOOST_AUTO_TEST_SUITE_END()
