#include "runtime/source/kafka/kafka_source.hpp"

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "runtime/source/kafka/connection_state.hpp"
#include "runtime/source/kafka/group_member.hpp"
#include "runtime/source/kafka/kafka_reader.hpp"
#include "runtime/source/kafka/lookup.hpp"
#include "runtime/source/kafka/reader_table.hpp"

namespace murmuration {

namespace {

using namespace kafka;
using namespace std::chrono_literals;

/// librdkafka wants its event queues served some 20 times a second.
constexpr auto poll_interval = 50ms;
/// For leaving the group; later it notices by itself.
constexpr auto close_wait = 3s;

using partitions = std::vector<topic_partition>;

class kafka_source final : public record_source {
public:
  explicit kafka_source(kafka_options options)
    : options_(std::move(options))
    , fetches_(options_, client::role::fetch)
    , state_([this](bool yes, std::string text) {
      tell([&] { events_.connected(yes, std::move(text)); });
    })
    , lookup_(fetches_, options_, readers_, state_,
              {.found =
                   [this](std::vector<partition_range> xs) {
                     tell([&] { events_.found(std::move(xs)); });
                   },
               .added =
                   [this](partitions xs) {
                     on_added(std::move(xs));
                   }}) {
    if (options_.join_group)
      group_.emplace(options_, group_events());
  }

  ~kafka_source() override {
    stop();
  }

  void start(source_events events) override {
    events_ = std::move(events);
    lookup_.start();
    if (group_)
      group_->subscribe();
    thread_ = std::thread{[this] {
      run();
    }};
  }

  std::unique_ptr<partition_reader> open(const open_request& request,
                                         std::function<void()> wake) override {
    auto link = std::make_shared<reader_link>(request.source, std::move(wake));
    readers_.add(link);
    link->slot.wake();
    return std::make_unique<kafka_reader>(
        request,
        kafka_reader::surroundings{.fetches = fetches_,
                                   .asked = [this] { lookup_.question(); },
                                   .record_bytes_max =
                                       options_.record_bytes_max},
        std::move(link));
  }

  void released(const partitions& xs) override {
    if (group_)
      group_->released(xs);
  }

  void commit(const topic_partition& source, offset durable) override {
    // Without the group this is a guest: its offsets are not ours to set.
    if (group_)
      group_->commit(source, durable);
  }

  void stop() override {
    if (stopping_.exchange(true))
      return;
    lookup_.stop();
    if (thread_.joinable())
      thread_.join();
  }

private:
  group_member::events group_events() {
    return {.assigned = [this](const partitions& xs) { waiting_ = xs; },
            .revoked = [this](const partitions& xs) { on_revoked(xs); },
            .lost = [this](const partitions& xs) { readers_.withdraw(xs); },
            .trouble = [this](std::string x) { state_.group(std::move(x)); },
            .fatal =
                [this](std::string x) {
                  tell([&] { events_.failed(std::move(x)); });
                }};
  }

  void run() {
    while (!stopping_) {
      if (group_) {
        group_->poll(poll_interval);
        assign_what_is_known();
      }
      serve_errors(group_ ? 0ms : std::chrono::milliseconds{poll_interval});
    }
    if (group_)
      group_->close(close_wait);
  }

  void serve_errors(std::chrono::milliseconds limit) {
    auto event = fetches_.poll(limit);
    if (!event || rd_kafka_event_type(event.get()) != RD_KAFKA_EVENT_ERROR)
      return;
    if (rd_kafka_event_error(event.get())
        == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
      state_.broker(false, rd_kafka_event_error_string(event.get()));
    // One broker of several: the lookup knows whether another answers.
    lookup_.refresh();
  }

  void on_added(partitions xs) {
    if (group_)
      return;
    readers_.grant(xs);
    tell([&] { events_.assigned(std::move(xs)); });
  }

  /// What the group gave us is told once its ends are known.
  void assign_what_is_known() {
    partitions known;
    std::erase_if(waiting_, [&](const topic_partition& x) {
      if (!lookup_.knows(x))
        return false;
      known.push_back(x);
      return true;
    });
    if (!waiting_.empty())
      lookup_.refresh();
    if (known.empty())
      return;
    readers_.grant(known);
    told_.insert(told_.end(), known.begin(), known.end());
    tell([&] { events_.assigned(std::move(known)); });
  }

  void on_revoked(const partitions&) {
    group_->released(std::exchange(waiting_, {}));
    if (!told_.empty())
      tell([&] { events_.revoked(std::exchange(told_, {})); });
  }

  /// One event at a time, and none when the source is stopping.
  template <class F>
  void tell(F event) {
    std::lock_guard guard{telling_};
    if (!stopping_)
      event();
  }

  kafka_options options_;
  client fetches_;
  reader_table readers_;
  std::mutex telling_;
  source_events events_;
  std::atomic<bool> stopping_ = false;
  connection_state state_;
  lookup lookup_;
  partitions waiting_; ///< ours, not told yet; for `run` alone
  partitions told_;    ///< ours, told; for `run` alone
  std::optional<group_member> group_;
  std::thread thread_;
};

} // namespace

std::unique_ptr<record_source> make_kafka_source(kafka_options options) {
  return std::make_unique<kafka_source>(std::move(options));
}

} // namespace murmuration
