#include <atomic>
#include <set>

#include "tests/source/kafka_fixture.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

/// One engine of several, as far as the source sees it.
class engine {
public:
  /// Whether it lets go of what is revoked, or is too busy to.
  enum class habit { lets_go, holds_on };

  engine(kafka_options options, habit how)
    : habit_(how) {
    options.join_group = true;
    options.group_id = options.topics.front();
    source = make_kafka_source(std::move(options));
    auto events = news.events();
    events.assigned = [this](auto xs) {
      change([&] { owned_.insert(xs.begin(), xs.end()); });
    };
    events.revoked = [this](auto xs) {
      change([&] {
        asked_to_let_go_ = true;
        for (const auto& x : xs)
          owned_.erase(x);
      });
      if (habit_ == habit::lets_go)
        source->released(xs);
    };
    source->start(std::move(events));
  }
  ~engine() {
    source->stop();
  }

  /// Answers what was revoked, and from now on whatever is.
  void let_go(const std::vector<topic_partition>& revoked) {
    habit_ = habit::lets_go;
    source->released(revoked);
  }
  bool owns(std::size_t partitions) {
    return wait([&] { return owned_.size() == partitions; });
  }
  bool is_asked_to_let_go() {
    return wait([&] { return asked_to_let_go_; });
  }
  std::set<topic_partition> owned() {
    std::lock_guard guard{mutex_};
    return owned_;
  }

  told news;
  std::unique_ptr<record_source> source;

private:
  template <class F>
  void change(F f) {
    std::lock_guard guard{mutex_};
    f();
    changed_.notify_all();
  }
  template <class F>
  bool wait(F holds) {
    std::unique_lock guard{mutex_};
    // The mock cluster takes three seconds for a join, there are several, and
    // it starts over when a follower asks for its share after the leader.
    return changed_.wait_for(guard, 4 * patience, holds);
  }

  std::atomic<habit> habit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<topic_partition> owned_;
  bool asked_to_let_go_ = false;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(members_of_a_group, kafka_fixture)

BOOST_AUTO_TEST_CASE(share_the_partitions_and_let_go_of_them_first) {
  for (int i = 0; i < 3; ++i)
    cluster.produce({0}, "value");
  cluster.flush();
  auto options = cluster.options();
  options.release_wait = 4 * patience;
  engine first{options, engine::habit::holds_on};
  BOOST_REQUIRE(first.owns(2));
  BOOST_TEST(first.news.found[zero].second == 3);
  auto kept = first.source->open({zero, {0}, {}}, wakes.ringer());
  read_until(*kept, sink, wakes, 3);
  BOOST_TEST(sink.records.size() == 3u);
  first.source->commit(zero, {3});

  engine second{options, engine::habit::lets_go};
  BOOST_REQUIRE(first.is_asked_to_let_go());
  // Until it let go, nobody else has them, and it can read on.
  BOOST_TEST((kept->read({}, sink).status == read_status::ok));
  BOOST_TEST(second.owned().empty());
  first.let_go({zero, one});
  BOOST_REQUIRE(second.owns(1));
  BOOST_REQUIRE(first.owns(1));
  // A reader of before is of no use, even if the partition came back.
  auto result = kept->read({}, sink);
  BOOST_TEST((result.status == read_status::unavailable));
  BOOST_TEST(result.error.find("gave it to another engine")
             != std::string::npos);
}

BOOST_AUTO_TEST_CASE(go_on_without_one_that_does_not_let_go) {
  auto options = cluster.options();
  options.release_wait = std::chrono::milliseconds{100};
  engine first{options, engine::habit::holds_on};
  BOOST_REQUIRE(first.owns(2));
  engine second{options, engine::habit::holds_on};
  BOOST_TEST(second.owns(1));
  BOOST_TEST(first.owns(1));
}

// librdkafka sends a commit that waited for the broker without a member id
// when the session has timed out meanwhile; brokers answer it so.
BOOST_AUTO_TEST_CASE(join_anew_when_a_commit_outlived_the_session) {
  auto options = cluster.options();
  options.properties["session.timeout.ms"] = "6000";
  options.properties["heartbeat.interval.ms"] = "500";
  engine only{options, engine::habit::lets_go};
  BOOST_REQUIRE(only.owns(2));
  cluster.broker_down();
  only.source->commit(zero, {1});
  BOOST_REQUIRE(only.is_asked_to_let_go());
  cluster.refuse_commit(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID);
  cluster.broker_up();
  BOOST_TEST(only.owns(2));
  BOOST_TEST(only.news.failed.empty());
  // Within a session it is another engine.
  cluster.refuse_commit(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID);
  only.source->commit(zero, {1});
  BOOST_TEST(only.news.wait([](told& x) { return !x.failed.empty(); }));
}

BOOST_AUTO_TEST_SUITE_END()
