/// Following the chains that this engine does not add to itself.
#include "runtime/aggregate/aggregate.hpp"

#include "runtime/ledger/ledger.hpp"

namespace murmuration {

void aggregate::note_pointer(const std::optional<pointer>& newest) {
  if (newest && (!newest_ || newest_->number < newest->number)) {
    newest_ = *newest;
    snapshot_blocked_ = false;
    // Mine was counted from when it was taken.
    if (newest->writer != options_.instance)
      entries_since_ = deltas_since_ = 0;
  }
}

void aggregate::request_follow(std::int64_t now_ms) {
  if (following_ || loading_ || !founded_ || draining_)
    return;
  follow_call call;
  call.reload = reload_;
  for (auto& [source, x] : chains_)
    if (!x.consuming && (options_.shared_store || !x.caught_up))
      call.items.push_back({source, x.at_epoch, x.settled.at});
  if (options_.shared_store && now_ms >= origins_at_ms_) {
    call.with_origins = true;
    origins_at_ms_ = now_ms + 5000;
  }
  follow_soon_ = false;
  follow_at_ms_ = now_ms + options_.follow_interval_ms;
  if (call.items.empty() && !call.with_origins) {
    note_progress();
    return;
  }
  following_ = true;
  effects_.follow(std::make_shared<follow_call>(std::move(call)));
}

void aggregate::follow(const follow_answer& answer, std::int64_t now_ms) {
  following_ = false;
  if (answer.reload != reload_ || loading_) {
    follow_soon_ = true;
    return;
  }
  health_.reachable = answer.error.empty();
  health_.error = answer.error;
  ++version_;
  if (!answer.error.empty()) {
    follow_soon_ = true;
    retry_at_ms_ = now_ms + 250;
    return;
  }
  auto current = [this](const follow_call::item& asked) {
    auto x = find_chain(asked.source);
    auto fits = x != nullptr && !x->consuming && x->at_epoch == asked.at_epoch
                && x->settled.at == asked.from;
    return fits ? x : nullptr;
  };
  // The cells were read first: had a snapshot made them obsolete before, its
  // pointer would have been read here.
  for (auto& item : answer.items)
    if (current(item.asked) != nullptr
        && is_ahead(answer.newest, item.asked.source, item.asked.from))
      return reload();
  note_pointer(answer.newest);
  add_chains(answer.origins);
  for (auto& item : answer.items) {
    auto x = current(item.asked);
    if (x == nullptr) {
      follow_soon_ = true;
      continue;
    }
    for (auto& content : item.deltas) {
      row_keys keys;
      add_tags(content.tags, keys);
      settle(*x, content, keys, now_ms);
    }
    x->open.reset(x->settled.at.next);
    if (item.deltas.empty() && !item.more)
      x->caught_up = true;
    else
      follow_soon_ = true;
    start_if_ready(*x);
  }
  note_progress();
  if (follow_soon_)
    request_follow(now_ms);
}

/// From here on the view is the ledger's, and what was counted on top of it.
void aggregate::note_progress() {
  for (auto& [source, x] : chains_)
    if (!x.caught_up && !x.consuming)
      return;
  ready_ = true;
  catching_up_ = false;
  ++version_;
}

void aggregate::start_if_ready(chain& x) {
  if (!x.assigned || !x.caught_up || x.consuming || !x.error.empty()
      || draining_ || loading_)
    return;
  x.consuming = true;
  x.open.reset(x.settled.at.next);
  effects_.start(x.settled.source,
                 {x.at_epoch, x.settled.at.next, x.settled.last});
  ++version_;
}

} // namespace murmuration
