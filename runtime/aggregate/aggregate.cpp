#include "runtime/aggregate/aggregate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace murmuration {

aggregate::aggregate(aggregate_options options, aggregate_effects& effects)
  : options_(std::move(options))
  , effects_(effects)
  , tags_(options_.top_k)
  , lists_(tags_, options_.lists) {}

chain* aggregate::find_chain(const topic_partition& source) {
  auto i = chains_.find(source);
  return i == chains_.end() ? nullptr : &i->second;
}

chain& aggregate::add_chain(partition_state settled) {
  auto source = settled.source;
  auto [i, added] = chains_.try_emplace(
      source, std::move(settled), tags_, options_.legs, options_.credit,
      options_.covers,
      list_switches{options_.lists.windows, options_.lists.trending});
  auto& x = i->second;
  x.assigned = assigned_.contains(source);
  if (auto range = ranges_.find(source); range != ranges_.end()) {
    x.end = range->second.known_end();
    if (options_.drain)
      x.target = targets_.at(source);
  }
  ++version_;
  return x;
}

// -- from the source
// ------------------------------------------------------------

void aggregate::found(const std::vector<partition_range>& ranges) {
  auto first = !std::exchange(source_seen_, true);
  for (auto& range : ranges) {
    ranges_.insert_or_assign(range.source, range);
    if (options_.drain)
      targets_.try_emplace(range.source, range.end);
    auto x = find_chain(range.source);
    if (x == nullptr)
      continue;
    x->end = range.known_end();
    if (options_.drain && !x->target)
      x->target = range.end;
  }
  ++version_;
  if (!founded_ && first && !loading_)
    begin();
  else
    add_missing_origins();
}

void aggregate::assign(const topic_partition& source) {
  assigned_.insert(source);
  if (auto x = find_chain(source)) {
    x->assigned = true;
    // Somebody else may have counted since this engine looked last.
    x->caught_up = x->caught_up && !options_.shared_store;
    follow_soon_ = true;
    start_if_ready(*x);
  }
  ++version_;
}

void aggregate::revoke(const std::vector<topic_partition>& sources) {
  for (auto& source : sources) {
    assigned_.erase(source);
    if (auto x = find_chain(source)) {
      x->assigned = false;
      rewind(*x);
    }
  }
}

void aggregate::consumer_lost(const topic_partition& source) {
  auto x = find_chain(source);
  if (x == nullptr)
    return;
  x->withheld = x->joiner.unfinished();
  if (x->consuming)
    fault(*x, "its consumer died");
}

void aggregate::read_failed(const struct read_failed& report) {
  auto x = find_chain(report.source);
  if (x == nullptr || x->at_epoch != report.at_epoch)
    return;
  x->error = report.reason;
  rewind(*x);
  if (options_.drain)
    effects_.fail(report.reason);
}

// -- rewind, the one recovery
// -----------------------------------------------------

void aggregate::rewind(chain& x) {
  if (options_.obeys.rewind_subtracts) {
    x.open.revert(x.settled.at.next);
    if (x.in_flight)
      x.in_flight->taken->revert(tags_);
  } else {
    x.open.reset(x.settled.at.next);
  }
  x.open_bytes = 0;
  x.read = {};
  x.letters = {};
  x.in_flight.reset();
  ++x.at_epoch.value;
  x.joiner.restart(x.at_epoch);
  give_credit(x);
  x.caught_up = false;
  if (std::exchange(x.consuming, false)) {
    effects_.halt(x.settled.source);
    ++rewinds_;
  }
  follow_soon_ = true;
  ++version_;
}

void aggregate::fault(chain& x, const std::string& reason) {
  auto& faults = x.faults;
  if (faults.at != x.settled.at)
    faults = {x.settled.at, 0};
  // A record that kills whoever works on it would do so for ever.
  if (++faults.times >= 3)
    effects_.fail(fmt::format("{}: gave up after 3 attempts at offset {}: {}",
                              to_string(x.settled.source),
                              x.settled.at.next.value, reason));
  rewind(x);
}

// -- from the legs
// ----------------------------------------------------------------

void aggregate::batch_failed(const struct batch_failed& report) {
  auto x = find_chain(report.source);
  if (x == nullptr)
    return;
  x->joiner.fail(report.at_epoch, report.number, report.which);
  if (report.at_epoch == x->at_epoch)
    fault(*x, report.reason);
  else
    give_credit(*x);
}

void aggregate::give_credit(chain& x) {
  auto due = x.joiner.credit_due();
  auto kept = std::min(due, x.withheld);
  x.withheld -= kept;
  if (due > kept)
    effects_.grant(x.settled.source, static_cast<std::uint32_t>(due - kept));
}

// -- time
// -------------------------------------------------------------------------

/// The clock was put back: what was due in a second would be due in a day.
void aggregate::forget_deadlines() {
  for (auto& [source, x] : chains_) {
    x.checkpoint_at_ms = 0;
    if (x.in_flight)
      x.in_flight->retry_at_ms = 0;
  }
  follow_at_ms_ = origins_at_ms_ = hold_at_ms_ = 0;
  snapshot_at_ms_ = retry_at_ms_ = 0;
}

void aggregate::tick(std::int64_t now_ms) {
  if (now_ms < std::exchange(ticked_at_ms_, now_ms))
    forget_deadlines();
  if (load_retry_ && now_ms >= retry_at_ms_)
    request_load({});
  for (auto& [source, x] : chains_) {
    if (x.consuming
        && (now_ms >= x.checkpoint_at_ms || x.at_target() || draining_))
      checkpoint(x, now_ms);
    if (x.in_flight && !x.in_flight->asked
        && now_ms >= x.in_flight->retry_at_ms)
      send_flight(x);
  }
  if (now_ms >= retry_at_ms_)
    add_missing_origins();
  auto poll = options_.shared_store && now_ms >= follow_at_ms_;
  if ((follow_soon_ && now_ms >= retry_at_ms_) || poll)
    request_follow(now_ms);
  snapshot_if_due(now_ms);
  if (remove_due_ && !remove_out_ && now_ms >= retry_at_ms_) {
    // 500 rows are a few hundred milliseconds of HBase's time.
    remove_out_ = true;
    effects_.remove_old(std::make_shared<remove_call>(remove_call{500}));
  }
  hold_if_due(now_ms);
}

void aggregate::hold_if_due(std::int64_t now_ms) {
  // On an embedded store the lock of its directory says the same.
  if (!options_.shared_store || now_ms < hold_at_ms_)
    return;
  hold_at_ms_ = now_ms + 5000;
  hold mine{options_.instance, {}, now_ms};
  for (auto& [source, x] : chains_)
    if (x.consuming && !draining_)
      mine.partitions.push_back(source);
  effects_.hold(std::make_shared<hold_call>(hold_call{std::move(mine)}));
}

void aggregate::drain(std::int64_t now_ms) {
  draining_ = true;
  for (auto& [source, x] : chains_)
    if (x.consuming)
      effects_.halt(source);
  hold_at_ms_ = 0;
  tick(now_ms);
}

bool aggregate::drained() const {
  if (draining_ && !founded_)
    return true;
  if (!founded_ || loading_)
    return false;
  if (!draining_ && !(options_.drain && source_seen_ && ready_))
    return false;
  for (auto& [source, x] : chains_) {
    if (!x.open.empty() || x.in_flight)
      return false;
    // What is still in the legs is worth waiting for, it will arrive.
    if (draining_ && x.consuming && !x.at_target() && x.joiner.unfinished() > 0)
      return false;
    if (!draining_ && x.target && x.settled.at.next < *x.target)
      return false;
    // The source ends before what was counted: its reader is about to say that
    // the log is another one.
    if (!draining_ && x.end && *x.end < x.settled.at.next)
      return false;
  }
  if (!draining_)
    for (auto& [source, end] : targets_)
      if (!chains_.contains(source))
        return false;
  return true;
}

} // namespace murmuration
