#include "actors/supervisor.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace murmuration {

engine_status supervisor_state::status() const {
  engine_status result;
  result.source_connected = connection.connected;
  result.source_error = connection.reason;
  // A pool that has not told about itself yet has no name either.
  for (auto& pool : pools)
    if (!pool.name.empty())
      result.pools.push_back(pool);
  result.reasons = aggregator_trouble.reasons;
  result.reasons.insert(result.reasons.end(), tables_trouble.reasons.begin(),
                        tables_trouble.reasons.end());
  result.tables_behind = tables_trouble.reasons.size();
  if (!connection.connected && !connection.reason.empty())
    result.reasons.push_back(connection.reason);
  if (stopping)
    result.state = engine_state::draining;
  else if (!result.reasons.empty())
    result.state = engine_state::degraded;
  else
    result.state =
        connection.connected ? engine_state::running : engine_state::starting;
  return result;
}

namespace {

using supervisor_pointer = supervisor_actor::stateful_pointer<supervisor_state>;

constexpr auto status_every = std::chrono::seconds(1);

void tell_dashboard(supervisor_pointer self) {
  auto& s = self->state;
  if (s.parts.dashboard)
    self->send(s.parts.dashboard,
               std::make_shared<const engine_status>(s.status()));
}

consumer_actor spawn_consumer(supervisor_pointer self,
                              const topic_partition& source) {
  auto made = self->state.parts.make_consumer(source);
  self->monitor(made);
  self->state.consumers[source] = made;
  return made;
}

/// Ends the actors in the order of the dataflow, then this one.
void finish(supervisor_pointer self, const supervisor_options& options) {
  auto& s = self->state;
  if (std::exchange(s.finished, true))
    return;
  auto end = [self](const auto& who) {
    if (!who)
      return; // never made
    self->demonitor(who.address());
    self->send_exit(who, caf::exit_reason::user_shutdown);
  };
  for (auto& [source, consumer] : s.consumers)
    end(consumer);
  for (auto& pool : s.parts.pools)
    end(pool);
  end(s.parts.serving_writer);
  end(s.parts.aggregator);
  end(s.parts.store_writer);
  end(s.parts.letter_writer);
  end(s.parts.dashboard);
  options.ended(std::move(s.end));
  self->quit();
}

/// The tables get what was counted last, if their store answers soon; then the
/// end.
void finish_tables(supervisor_pointer self, const supervisor_options& options) {
  auto& writer = self->state.parts.serving_writer;
  if (!writer)
    return finish(self, options);
  self->request(writer, std::chrono::seconds(1), stop_atom::value)
      .then([=](stop_atom) { finish(self, options); },
            [=](caf::error&) { finish(self, options); });
}

/// Has the aggregator make durable what was counted, then ends.
void stop(supervisor_pointer self, const supervisor_options& options) {
  if (std::exchange(self->state.stopping, true))
    return;
  tell_dashboard(self);
  self->request(self->state.parts.aggregator, options.stop_within,
                drain_atom::value)
      .then(
          [=](drain_report& report) {
            self->state.end.report = std::move(report);
            finish_tables(self, options);
          },
          [=](caf::error&) {
            spdlog::warn(
                "event=stopped_undrained what=\"the store did not take "
                "the last delta in time; its records are read again at "
                "the next start\"");
            finish(self, options);
          });
}

void fail(supervisor_pointer self, const supervisor_options& options,
          std::string reason) {
  auto& s = self->state;
  if (s.end.failure.empty()) {
    spdlog::critical("event=engine_failed reason=\"{}\"", reason);
    s.end.failure = std::move(reason);
  }
  s.stopping = true;
  finish(self, options);
}

/// For people: who of the engine's actors that was.
std::string name_of(const engine_parts& parts, const caf::actor_addr& who) {
  if (parts.aggregator.address() == who)
    return "aggregator";
  if (parts.store_writer.address() == who)
    return "store_writer";
  if (parts.letter_writer && parts.letter_writer.address() == who)
    return "letter_writer";
  for (auto& pool : parts.pools)
    if (pool.address() == who)
      return "router of a pool";
  return "dashboard";
}

void watch_serving_writer(supervisor_pointer self) {
  auto& s = self->state;
  s.parts.serving_writer = s.parts.make_serving_writer();
  self->monitor(s.parts.serving_writer);
}

/// The counts do not depend on it.
void serving_writer_died(supervisor_pointer self, const caf::down_msg& down) {
  auto& s = self->state;
  spdlog::error("event=serving_writer_died reason=\"{}\" again_in={}s",
                to_string(down.reason), s.serving_wait.count());
  s.parts.serving_writer = serving_writer_actor{};
  s.tables_trouble = {{"the tables are not written: their writer died: "
                       + to_string(down.reason)}};
  self->delayed_send(self, s.serving_wait, serving_atom::value);
  s.serving_wait = std::min(s.serving_wait * 2, std::chrono::seconds(60));
  tell_dashboard(self);
}

/// Consumers and the serving_writer have understudies; nobody else here has.
void actor_died(supervisor_pointer self, const supervisor_options& options,
                const caf::down_msg& down) {
  auto& s = self->state;
  for (auto& [source, consumer] : s.consumers) {
    if (consumer.address() != down.source)
      continue;
    spdlog::error("event=consumer_died partition={} reason=\"{}\"",
                  to_string(source), to_string(down.reason));
    auto next = spawn_consumer(self, topic_partition{source});
    self->send(s.parts.aggregator, lost_atom::value, source, next);
    return;
  }
  if (s.parts.serving_writer && s.parts.serving_writer.address() == down.source)
    return serving_writer_died(self, down);
  fail(self, options,
       "the " + name_of(s.parts, down.source)
           + " died: " + to_string(down.reason));
}

/// The aggregator lets go first, then the readers close, then the source may
/// give the partitions to somebody else.
void release(supervisor_pointer self, const supervisor_options& options,
             const partition_list& gone) {
  if (gone->empty())
    return options.source->released(*gone);
  auto left = std::make_shared<std::size_t>(gone->size());
  auto closed = [=] {
    if (--*left == 0)
      options.source->released(*gone);
  };
  auto close = [=] {
    for (auto& source : *gone) {
      auto i = self->state.consumers.find(source);
      if (i == self->state.consumers.end()) {
        closed();
        continue;
      }
      self->request(i->second, options.stop_within, close_atom::value)
          .then([=](close_atom) { closed(); }, [=](caf::error&) { closed(); });
    }
  };
  self->request(self->state.parts.aggregator, options.stop_within,
                revoke_atom::value, gone)
      .then([=](revoke_atom) { close(); }, [=](caf::error&) { close(); });
}

/// The source's events as messages, from whatever thread they come.
source_events events_to(const supervisor_actor& whom) {
  auto shared = [](auto list) {
    return std::make_shared<const decltype(list)>(std::move(list));
  };
  return {
      .found =
          [=](std::vector<partition_range> x) {
            caf::anon_send(whom, found_atom::value, source_ranges{shared(x)});
          },
      .assigned =
          [=](std::vector<topic_partition> x) {
            caf::anon_send(whom, assign_atom::value, partition_list{shared(x)});
          },
      .revoked =
          [=](std::vector<topic_partition> x) {
            caf::anon_send(whom, revoke_atom::value, partition_list{shared(x)});
          },
      .connected =
          [=](bool connected, std::string reason) {
            caf::anon_send(whom,
                           source_connection{connected, std::move(reason)});
          },
      .failed =
          [=](std::string reason) {
            caf::anon_send(whom, engine_failure{std::move(reason)});
          },
  };
}

} // namespace

supervisor_actor::behavior_type supervisor(supervisor_pointer self,
                                           supervisor_options options) {
  // Nobody watches this one: what it throws must end the engine, too.
  self->set_exception_handler([=](std::exception_ptr& thrown) -> caf::error {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& x) {
      fail(self, options, std::string{"the supervisor threw: "} + x.what());
    } catch (...) {
      fail(self, options, "the supervisor threw");
    }
    return caf::exit_reason::unhandled_exception;
  });
  auto& s = self->state;
  s.parts = options.build(supervisor_actor{self});
  self->set_down_handler(
      [=](caf::down_msg& down) { actor_died(self, options, down); });
  for (auto& pool : s.parts.pools)
    self->monitor(pool);
  self->monitor(s.parts.aggregator);
  self->monitor(s.parts.store_writer);
  if (s.parts.letter_writer)
    self->monitor(s.parts.letter_writer);
  if (s.parts.dashboard)
    self->monitor(s.parts.dashboard);
  if (s.parts.make_serving_writer)
    watch_serving_writer(self);
  options.source->start(events_to(supervisor_actor{self}));
  self->delayed_send(self, status_every, tick_atom::value);
  return {
      [=](found_atom, const source_ranges& x) {
        self->send(self->state.parts.aggregator, found_atom::value, x);
      },
      [=](assign_atom, const partition_list& xs) {
        auto& s = self->state;
        for (auto& x : *xs) {
          auto i = s.consumers.find(x);
          auto by =
              i == s.consumers.end() ? spawn_consumer(self, x) : i->second;
          self->send(s.parts.aggregator, assign_atom::value, x, by);
        }
      },
      [=](revoke_atom, const partition_list& xs) {
        release(self, options, xs);
      },
      [=](const source_connection& x) {
        self->state.connection = x;
        if (!x.connected && !x.reason.empty())
          spdlog::warn("event=source_disconnected reason=\"{}\"", x.reason);
        tell_dashboard(self);
      },
      [=](const trouble& x) {
        for (auto& reason : x.reasons)
          spdlog::warn("event=degraded reason=\"{}\"", reason);
        self->state.aggregator_trouble = x;
        tell_dashboard(self);
      },
      [=](const serving_trouble& x) {
        for (auto& reason : x.reasons)
          spdlog::warn("event=tables_behind reason=\"{}\"", reason);
        self->state.tables_trouble = x;
        tell_dashboard(self);
      },
      [=](const engine_failure& x) { fail(self, options, x.reason); },
      [=](const drain_report& x) {
        if (std::exchange(self->state.stopping, true))
          return;
        self->state.end.report = x;
        if (!options.export_tags)
          return finish(self, options);
        self->request(self->state.parts.aggregator, caf::infinite,
                      export_atom::value)
            .then(
                [=](tag_list& tags) {
                  self->state.end.tags = std::move(tags);
                  finish(self, options);
                },
                [=](caf::error&) { finish(self, options); });
      },
      [=](stop_atom) { stop(self, options); },
      [=](serving_atom) {
        if (self->state.stopping)
          return;
        self->state.tables_trouble = {};
        watch_serving_writer(self);
      },
      [=](tick_atom) {
        auto& s = self->state;
        self->delayed_send(self, status_every, tick_atom::value);
        s.pools.resize(s.parts.pools.size());
        for (std::size_t i = 0; i < s.parts.pools.size(); ++i)
          self->request(s.parts.pools[i], status_every, status_atom::value)
              .then([=](pool_view& view) { self->state.pools[i] = view; },
                    [](caf::error&) { /* the next one comes in a second */ });
        tell_dashboard(self);
      },
  };
}

} // namespace murmuration
