#include "runtime/source/kafka/group_member.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace murmuration::kafka {

namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

} // namespace

group_member::group_member(const kafka_options& options, events tell)
  : options_(options)
  , tell_(std::move(tell))
  , client_(std::make_unique<client>(options, client::role::group)) {}

void group_member::subscribe() {
  std::vector<topic_partition> topics;
  for (const auto& topic : options_.topics)
    topics.push_back({topic, {RD_KAFKA_PARTITION_UA}});
  auto error = rd_kafka_subscribe(client_->get(), to_list(topics).get());
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
    tell_.fatal(std::string{"cannot join the group: "}
                + rd_kafka_err2str(error));
}

void group_member::poll(std::chrono::milliseconds limit) {
  if (auto event = client_->poll(limit))
    serve(event.get());
  let_go_if_due();
  if (joins_anew_ && !revoking_)
    join_anew();
}

void group_member::serve(rd_kafka_event_t* event) {
  if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_REBALANCE)
    return rebalance(event);
  if (rd_kafka_event_type(event) != RD_KAFKA_EVENT_ERROR)
    return;
  auto code = rd_kafka_event_error(event);
  std::array<char, 512> text{};
  if (auto why = rd_kafka_fatal_error(client_->get(), text.data(), text.size());
      why != RD_KAFKA_RESP_ERR_NO_ERROR) {
    // Whatever the event says, this is why.
    fail(why, text.data());
  } else if (code != RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN
             && code != RD_KAFKA_RESP_ERR__TRANSPORT
             && code != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
    // The three are told by the thread that asks for partitions.
    tell_.trouble("group " + options_.group_id + ": "
                  + rd_kafka_event_error_string(event));
  }
}

void group_member::fail(rd_kafka_resp_err_t why, const std::string& text) {
  // Commits that waited for the broker carry no member id once the session
  // has timed out, and the broker takes them for another engine's.
  if (why == RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID && session_lost_)
    joins_anew_ = true;
  else
    tell_.fatal("group " + options_.group_id + ", instance "
                + options_.instance_id + ": " + text);
}

void group_member::join_anew() {
  joins_anew_ = false;
  session_lost_ = false;
  // The former one's end waits for librdkafka's threads, and `commit` must not.
  auto other = std::make_unique<client>(options_, client::role::group);
  {
    std::lock_guard guard{mutex_};
    client_.swap(other);
  }
  other.reset();
  subscribe();
}

void group_member::rebalance(rd_kafka_event_t* event) {
  if (rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    session_lost_ = false;
    owned_ = to_partitions(*rd_kafka_event_topic_partition_list(event));
    // Agrees to the assignment; fetching is another client's work.
    rd_kafka_assign(client_->get(), to_list({}).get());
    tell_.trouble({});
    tell_.assigned(owned_);
    return;
  }
  session_lost_ = rd_kafka_assignment_lost(client_->get()) != 0;
  {
    std::lock_guard guard{mutex_};
    waiting_ = {owned_.begin(), owned_.end()};
  }
  revoking_ = true;
  deadline_ = clock::now() + options_.release_wait;
  if (!owned_.empty())
    tell_.revoked(owned_);
}

void group_member::let_go_if_due() {
  if (!revoking_)
    return;
  {
    std::lock_guard guard{mutex_};
    if (!waiting_.empty() && clock::now() < deadline_)
      return;
  }
  let_go();
}

void group_member::let_go() {
  revoking_ = false;
  tell_.lost(std::exchange(owned_, {}));
  rd_kafka_assign(client_->get(), nullptr);
}

void group_member::released(const std::vector<topic_partition>& partitions) {
  std::lock_guard guard{mutex_};
  for (const auto& x : partitions)
    waiting_.erase(x);
}

void group_member::commit(const topic_partition& source, offset next) {
  auto list = to_list({source}, next.value);
  // Best effort: the truth is in the ledger.
  std::lock_guard guard{mutex_};
  static_cast<void>(rd_kafka_commit(client_->get(), list.get(), 1));
}

void group_member::close(std::chrono::milliseconds limit) {
  auto deadline = clock::now() + limit;
  error_ptr error{
      rd_kafka_consumer_close_queue(client_->get(), client_->events())};
  while (!error && rd_kafka_consumer_closed(client_->get()) == 0
         && clock::now() < deadline) {
    auto event = client_->poll(20ms);
    if (event && rd_kafka_event_type(event.get()) == RD_KAFKA_EVENT_REBALANCE)
      let_go();
  }
}

} // namespace murmuration::kafka
