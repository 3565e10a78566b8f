#include "tests/actors/extras.hpp"

#include <caf/typed_event_based_actor.hpp>

namespace murmuration::test {

aggregator_actor noting_aggregator(stage& on, aggregator_notes& to) {
  auto answered = [&to](const char* name) {
    return [&to, name](const auto& x) {
      to.answers.emplace_back(name);
      to.last_error = x->error;
    };
  };
  auto load = answered("load");
  auto follow = answered("follow");
  auto append = answered("append");
  auto add_origin = answered("add_origin");
  auto write_snapshot = answered("write_snapshot");
  auto remove_old = answered("remove_old");
  return on.keep(on.system.spawn([=, &to](aggregator_actor::pointer self)
                                     -> aggregator_actor::behavior_type {
    return {
        [&to](const batch_ptr& x) { to.batches.push_back(x); },
        [&to](const hashtag_partial_ptr& x) { to.tags.push_back(x); },
        [](const word_partial_ptr&) {},
        [](const sentiment_partial_ptr&) {},
        [&to](const batch_failed& x) { to.failed.push_back(x); },
        [&to](const read_failed& x) { to.stopped.push_back(x); },
        [&to](found_atom, const source_ranges& x) { to.found.push_back(x); },
        [&to](assign_atom, const topic_partition& x, const consumer_actor& by) {
          to.assigned.push_back(x);
          to.consumers.push_back(by);
        },
        [&to](revoke_atom, const partition_list& xs) {
          to.revoked.push_back(xs);
          return revoke_atom::value;
        },
        [&to](lost_atom, const topic_partition& x, const consumer_actor& by) {
          to.lost.push_back(x);
          to.consumers.push_back(by);
        },
        [&to, self](drain_atom) {
          ++to.drains;
          auto promise = self->make_response_promise<drain_report>();
          if (to.drains_at_once)
            promise.deliver(drain_report{nullptr, true});
          return promise;
        },
        [](lookup_atom, const std::string&) { return tag_answer{}; },
        [&to](export_atom) { return to.tags_known; },
        [&to](serving_atom, bool all_deleted) {
          to.asked_for_all.push_back(all_deleted);
          return to.tables;
        },
        [load](const load_answer_ptr& x) { load(x); },
        [follow](const follow_answer_ptr& x) { follow(x); },
        [append](const append_answer_ptr& x) { append(x); },
        [add_origin](const origin_answer_ptr& x) { add_origin(x); },
        [write_snapshot](const snapshot_answer_ptr& x) { write_snapshot(x); },
        [remove_old](const remove_answer_ptr& x) { remove_old(x); },
        [&to](const letters_answer_ptr& x) { to.letters.push_back(x); },
        [](tick_atom) {},
        [](publish_atom) {},
    };
  }));
}

store_writer_actor idle_store_writer(stage& on) {
  return on.keep(on.system.spawn(
      [](store_writer_actor::pointer) -> store_writer_actor::behavior_type {
        return {
            [](const load_call_ptr&, const aggregator_actor&) {},
            [](const follow_call_ptr&, const aggregator_actor&) {},
            [](const append_call_ptr&, const aggregator_actor&) {},
            [](const origin_call_ptr&, const aggregator_actor&) {},
            [](const snapshot_call_ptr&, const aggregator_actor&) {},
            [](const remove_call_ptr&, const aggregator_actor&) {},
            [](const hold_call_ptr&) {},
        };
      }));
}

leg_pool_actor noting_pool(stage& on, pool_notes& to) {
  return on.keep(on.system.spawn(
      [&to](leg_pool_actor::pointer) -> leg_pool_actor::behavior_type {
        return {
            [&to](const batch_ptr& x) { to.batches.push_back(x); },
            [](const work_done&) {},
            [](status_atom) {
              pool_view known;
              known.name = "classifier";
              return known;
            },
        };
      }));
}

dashboard_actor noting_dashboard(stage& on, dashboard_notes& to) {
  return on.keep(on.system.spawn(
      [&to](dashboard_actor::pointer) -> dashboard_actor::behavior_type {
        return {
            [&to](const live_view_ptr& x) {
              if (x->ready && !to.complete)
                to.complete = !to.times.empty() && !to.lists.empty();
              to.views.push_back(x);
            },
            [&to](const time_view_ptr& x) { to.times.push_back(x); },
            [&to](const lists_view_ptr& x) { to.lists.push_back(x); },
            [&to](const engine_status_ptr& x) { to.states.push_back(x); },
        };
      }));
}

supervisor_actor noting_supervisor(stage& on, supervisor_notes& to) {
  return on.keep(on.system.spawn(
      [&to](supervisor_actor::pointer) -> supervisor_actor::behavior_type {
        return {
            [](found_atom, const source_ranges&) {},
            [](assign_atom, const partition_list&) {},
            [](revoke_atom, const partition_list&) {},
            [](const source_connection&) {},
            [&to](const trouble& x) { to.troubles.push_back(x); },
            [&to](const serving_trouble& x) { to.behind.push_back(x); },
            [&to](const engine_failure& x) { to.failures.push_back(x.reason); },
            [&to](const drain_report& x) { to.drained.push_back(x); },
            [](stop_atom) {},
            [](serving_atom) {},
            [](tick_atom) {},
        };
      }));
}

} // namespace murmuration::test
