/// What people see: immutable copies of the counts.
#include "runtime/aggregate/aggregate.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace murmuration {

std::vector<const overlay*> aggregate::overlays() const {
  std::vector<const overlay*> result;
  for (auto& [source, x] : chains_) {
    if (x.in_flight)
      result.push_back(x.in_flight->taken.get());
    if (!x.open.empty())
      result.push_back(&x.open);
  }
  return result;
}

/// Of the store_writer: a delta whose letters are being written is not there.
std::size_t aggregate::pending_calls() const {
  std::size_t result = (loading_ && !load_retry_) + following_ + snapshot_out_
                       + remove_out_ + origins_asked_.size();
  for (auto& [source, x] : chains_)
    result += x.in_flight && x.in_flight->asked && x.in_flight->letters.empty();
  return result;
}

live_view_ptr aggregate::live(std::int64_t now_ms) {
  auto view = std::make_shared<live_view>();
  view->as_of_ms = now_ms;
  view->ready = ready_;
  view->catching_up = catching_up_;
  view->top = tags_.top();
  view->distinct_tags = tags_.distinct_keys();
  view->recent = series_.recent(overlays(), now_ms);
  for (auto& [source, x] : chains_) {
    partition_view p;
    p.source = source;
    p.origin = x.settled.origin.next;
    p.gen = x.settled.at.gen.value;
    p.applied = x.applied();
    p.durable = x.settled.at.next;
    // What the source said last may be older than what was read since.
    if (x.end)
      p.end = std::max(*x.end, p.applied);
    p.owned = x.consuming;
    p.owner = x.consuming ? options_.instance : x.settled.owner;
    p.at_epoch = x.at_epoch.value;
    p.read = std::max(x.read, p.applied);
    p.in_flight = x.joiner.unfinished();
    p.credit = options_.credit;
    for (auto from : {leg::hashtags, leg::words, leg::sentiment})
      p.answered[static_cast<std::size_t>(from)] = x.joiner.answered(from);
    p.sums = x.sums();
    p.durable_records = x.settled.sums.outcomes.records();
    p.error = x.error;
    auto all = p.sums;
    all.gaps.clear();
    view->sums += all;
    view->sums += x.settled.before;
    view->partitions.push_back(std::move(p));
  }
  view->tweets = view->sums.outcomes.counted;
  view->rewinds = rewinds_;
  view->reloads = reloads_;
  view->checkpoints = checkpoints_;
  view->checkpointed_ms = checkpointed_ms_;
  view->snapshots = snapshots_;
  view->malformed_by_reason = malformed_by_reason_;
  view->store = health_;
  view->store.pending = pending_calls();
  view->letters = {options_.letters, letters_written_, letters_error()};
  return view;
}

time_view_ptr aggregate::times(std::int64_t now_ms) {
  return series_.view(overlays(), now_ms);
}

lists_view_ptr aggregate::lists(std::int64_t now_ms) {
  if (!options_.lists.on() || !ready_ || catching_up_)
    return nullptr;
  auto view = std::make_shared<lists_view>();
  view->as_of_ms = now_ms;
  for (auto& [source, x] : chains_) {
    view->tweets += x.sums().outcomes.counted;
    view->tweets += x.settled.before.outcomes.counted;
    view->offsets.push_back({source, x.applied()});
  }
  auto open = overlays();
  if (!options_.obeys.lists_lay_over)
    open.clear();
  lists_.show(open, now_ms, options_.until, *view);
  return view;
}

tag_answer aggregate::find(const std::string& key) const {
  auto found = tags_.find(key);
  return found ? std::make_shared<const top_tag>(*found) : nullptr;
}

tag_list aggregate::all_tags() const {
  auto all = std::make_shared<std::vector<top_tag>>();
  all->reserve(tags_.distinct_keys());
  tags_.for_each_live([&](auto key, auto tag, std::uint64_t count) {
    all->push_back({std::string{key}, std::string{tag}, count});
  });
  return all;
}

trouble aggregate::troubles() const {
  trouble result;
  if (!health_.reachable)
    result.reasons.push_back("the store does not answer: " + health_.error);
  if (auto error = letters_error(); !error.empty())
    result.reasons.push_back("dead letters cannot be written: " + error);
  if (!origin_error_.empty())
    result.reasons.push_back("a new partition cannot begin: " + origin_error_);
  for (auto& [source, x] : chains_)
    if (!x.error.empty())
      result.reasons.push_back(
          fmt::format("{} is stopped: {}", to_string(source), x.error));
  return result;
}

} // namespace murmuration
