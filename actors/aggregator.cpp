#include "actors/aggregator.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace murmuration {

namespace {

using aggregator_pointer = aggregator_actor::stateful_pointer<aggregator_state>;

// Often enough that a checkpoint is not late by more than a twentieth, and
// still nothing on an idle engine.
constexpr auto tick_every = std::chrono::milliseconds(50);
// Of a thousand tweets a second few then wait for the view before. At most
// 1,000 views a second are some 5 % of a core.
constexpr auto publish_every = std::chrono::milliseconds(1);
constexpr std::int64_t times_every_ms = 250;
// A pass over all live tags: it must not be felt.
constexpr std::int64_t lists_every_ms = 1000;

/// Effects as messages.
class message_effects final : public aggregate_effects {
public:
  message_effects(aggregator_pointer self, aggregator_peers peers,
                  std::function<void(const topic_partition&, offset)> durable)
    : self_(self)
    , peers_(std::move(peers))
    , durable_(std::move(durable)) {}

  void load(load_call_ptr call) override {
    ask(std::move(call));
  }
  void follow(follow_call_ptr call) override {
    ask(std::move(call));
  }
  void append(append_call_ptr call) override {
    ask(std::move(call));
  }
  void add_origin(origin_call_ptr call) override {
    ask(std::move(call));
  }
  void write_snapshot(snapshot_call_ptr call) override {
    ask(std::move(call));
  }
  void remove_old(remove_call_ptr call) override {
    ask(std::move(call));
  }
  void hold(hold_call_ptr call) override {
    self_->send(peers_.store_writer, std::move(call));
  }
  void write_letters(letters_call_ptr call) override {
    self_->send(peers_.letter_writer, std::move(call), aggregator_actor{self_});
  }
  void start(const topic_partition& source, start_reading where) override {
    spdlog::info("event=consume partition={} epoch={} offset={}",
                 to_string(source), where.at_epoch.value, where.from.value);
    to_consumer(source, std::move(where));
  }
  void halt(const topic_partition& source) override {
    to_consumer(source, halt_atom::value);
  }
  void grant(const topic_partition& source, std::uint32_t batches) override {
    to_consumer(source, credit_atom::value, batches);
  }
  void durable(const topic_partition& source, offset next) override {
    durable_(source, next);
  }
  void fail(std::string reason) override {
    self_->send(peers_.supervisor, engine_failure{std::move(reason)});
  }

private:
  template <class Call>
  void ask(Call call) {
    self_->send(peers_.store_writer, std::move(call), aggregator_actor{self_});
  }

  template <class... Ts>
  void to_consumer(const topic_partition& source, Ts&&... message) {
    auto& consumers = self_->state.consumers;
    if (auto i = consumers.find(source); i != consumers.end())
      self_->send(i->second, std::forward<Ts>(message)...);
  }

  aggregator_pointer self_;
  aggregator_peers peers_;
  std::function<void(const topic_partition&, offset)> durable_;
};

/// Whether a view that is too large to go with every change is due.
bool due(const aggregator_state::shown_view& x, std::uint64_t version,
         std::int64_t now_ms, std::int64_t every_ms) {
  // A clock that was put back makes the age negative.
  auto age_ms = now_ms - x.at_ms;
  return x.version != version && (age_ms < 0 || age_ms >= every_ms);
}

/// The history, and windows and trends, when they have changed.
void publish_slower(aggregator_pointer self, const dashboard_actor& dashboard,
                    std::int64_t now_ms) {
  auto& s = self->state;
  if (!dashboard)
    return;
  auto version = s.counts->version();
  if (due(s.times, version, now_ms, times_every_ms)) {
    s.times = {version, now_ms};
    self->send(dashboard, s.counts->times(now_ms));
  }
  if (!due(s.lists, version, now_ms, lists_every_ms))
    return;
  // There are none before the counts are loaded.
  if (auto view = s.counts->lists(now_ms)) {
    s.lists = {version, now_ms};
    self->send(dashboard, std::move(view));
  }
}

/// The counts, when they have changed. Whoever sees them for the first time
/// finds the other views there, too: /readyz goes by the counts.
void publish(aggregator_pointer self, const dashboard_actor& dashboard,
             std::int64_t now_ms) {
  publish_slower(self, dashboard, now_ms);
  auto& s = self->state;
  s.published = self->clock().now();
  s.shown_version = s.counts->version();
  self->send(dashboard, s.counts->live(now_ms));
}

/// A change is shown at once, or as soon as the view before is old enough.
void publish_if_changed(aggregator_pointer self,
                        const dashboard_actor& dashboard, std::int64_t now_ms) {
  auto& s = self->state;
  if (!dashboard || s.publish_armed || s.counts->version() == s.shown_version)
    return;
  auto age = self->clock().now() - s.published;
  if (age >= publish_every)
    return publish(self, dashboard, now_ms);
  s.publish_armed = true;
  self->delayed_send(self, publish_every - age, publish_atom::value);
}

/// After every message: show what changed, answer who waits for the end.
void settle_up(aggregator_pointer self, const aggregator_peers& peers,
               std::int64_t now_ms) {
  auto& s = self->state;
  publish_if_changed(self, peers.dashboard, now_ms);
  if (s.finished || !s.counts->drained())
    return;
  s.finished = true;
  drain_report report{s.counts->live(now_ms), true, s.counts->lists(now_ms)};
  if (s.drained)
    s.drained->deliver(std::move(report));
  else
    self->send(peers.supervisor, std::move(report));
}

void tell_troubles(aggregator_pointer self, const supervisor_actor& whom) {
  auto now = self->state.counts->troubles();
  if (now == self->state.told)
    return;
  self->state.told = now;
  self->send(whom, std::move(now));
}

} // namespace

aggregator_actor::behavior_type
aggregator(aggregator_pointer self, aggregate_options options,
           aggregator_peers peers,
           std::function<void(const topic_partition&, offset)> durable,
           wall_clock now) {
  auto& s = self->state;
  s.effects =
      std::make_unique<message_effects>(self, peers, std::move(durable));
  s.counts = std::make_unique<aggregate>(std::move(options), *s.effects);
  s.counts->begin();
  self->delayed_send(self, tick_every, tick_atom::value);
  // Runs a step of the aggregate, and then whatever follows from it.
  auto step = [=](auto&& f) {
    auto now_ms = now();
    f(*self->state.counts, now_ms);
    settle_up(self, peers, now_ms);
  };
  return {
      [=](const batch_ptr& x) {
        step([&](auto& a, auto t) { a.records(x, t); });
      },
      [=](const hashtag_partial_ptr& x) {
        step([&](auto& a, auto t) { a.hashtags(x, t); });
      },
      [=](const word_partial_ptr& x) {
        step([&](auto& a, auto t) { a.words(x, t); });
      },
      [=](const sentiment_partial_ptr& x) {
        step([&](auto& a, auto t) { a.sentiments(x, t); });
      },
      [=](const batch_failed& x) {
        step([&](auto& a, auto) { a.batch_failed(x); });
      },
      [=](const read_failed& x) {
        spdlog::error("event=partition_stopped partition={} reason=\"{}\"",
                      to_string(x.source), x.reason);
        step([&](auto& a, auto) { a.read_failed(x); });
      },
      [=](found_atom, const source_ranges& x) {
        step([&](auto& a, auto) { a.found(*x); });
      },
      [=](assign_atom, const topic_partition& x, const consumer_actor& by) {
        self->state.consumers[x] = by;
        step([&](auto& a, auto) { a.assign(x); });
      },
      [=](revoke_atom, const partition_list& xs) {
        step([&](auto& a, auto) { a.revoke(*xs); });
        return revoke_atom::value;
      },
      [=](lost_atom, const topic_partition& x, const consumer_actor& by) {
        self->state.consumers[x] = by;
        step([&](auto& a, auto) { a.consumer_lost(x); });
      },
      [=](drain_atom) {
        auto promise = self->make_response_promise<drain_report>();
        self->state.drained = promise;
        // Also when the end was reported already, to the supervisor.
        self->state.finished = false;
        step([&](auto& a, auto t) { a.drain(t); });
        return promise;
      },
      [=](lookup_atom, const std::string& key) {
        return self->state.counts->find(key);
      },
      [=](export_atom) { return self->state.counts->all_tags(); },
      [=](serving_atom, bool all_deleted) {
        return self->state.counts->serve(all_deleted, now());
      },
      [=](const load_answer_ptr& x) {
        step([&](auto& a, auto t) { a.load(*x, t); });
      },
      [=](const follow_answer_ptr& x) {
        step([&](auto& a, auto t) { a.follow(*x, t); });
      },
      [=](const append_answer_ptr& x) {
        step([&](auto& a, auto t) { a.append(*x, t); });
      },
      [=](const origin_answer_ptr& x) {
        step([&](auto& a, auto t) { a.add_origin(*x, t); });
      },
      [=](const snapshot_answer_ptr& x) {
        step([&](auto& a, auto t) { a.write_snapshot(*x, t); });
      },
      [=](const remove_answer_ptr& x) {
        step([&](auto& a, auto t) { a.remove_old(*x, t); });
      },
      [=](const letters_answer_ptr& x) {
        step([&](auto& a, auto t) { a.write_letters(*x, t); });
      },
      [=](tick_atom) {
        self->delayed_send(self, tick_every, tick_atom::value);
        step([&](auto& a, auto t) { a.tick(t); });
        publish_slower(self, peers.dashboard, now());
        tell_troubles(self, peers.supervisor);
      },
      [=](publish_atom) {
        self->state.publish_armed = false;
        publish(self, peers.dashboard, now());
      },
  };
}

} // namespace murmuration
