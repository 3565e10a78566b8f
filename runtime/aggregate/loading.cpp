/// Where the job stands: genesis, origins and the newest snapshot.
#include "runtime/aggregate/aggregate.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace murmuration {

void aggregate::begin() {
  std::optional<genesis> mine;
  if (source_seen_) {
    mine.emplace();
    mine->nonce = options_.random();
    mine->rules = options_.rules;
    mine->writer = options_.instance;
    for (auto& [source, range] : ranges_) {
      auto at = options_.start_latest ? range.end : range.earliest;
      mine->origins.push_back({source, {generation{0}, at}});
    }
  }
  request_load(std::move(mine));
}

void aggregate::request_load(std::optional<genesis> mine) {
  loading_ = true;
  load_retry_ = false;
  effects_.load(
      std::make_shared<load_call>(load_call{reload_, std::move(mine)}));
}

/// The newest snapshot is ahead of what this engine counts on: its counts
/// replace all of ours, and nothing is added back.
void aggregate::reload() {
  if (loading_)
    return;
  ++reload_;
  ++reloads_;
  catching_up_ = true;
  if (options_.obeys.reload_rewinds)
    for (auto& [source, x] : chains_)
      rewind(x);
  request_load({});
}

void aggregate::load(const load_answer& answer, std::int64_t now_ms) {
  if (answer.reload != reload_ || !loading_)
    return;
  health_.reachable = answer.error.empty();
  health_.error = answer.error;
  ++version_;
  if (!answer.error.empty()) {
    load_retry_ = true;
    retry_at_ms_ = now_ms + 250;
    return;
  }
  loading_ = load_retry_ = false;
  if (!answer.found) {
    // A new job begins where its source says; without the source, wait for it.
    if (source_seen_)
      begin();
    return;
  }
  founded_ = true;
  auto begun = answer.found->origins;
  begun.insert(begun.end(), answer.origins.begin(), answer.origins.end());
  restore(answer.newest.value_or(saved_snapshot{}), begun, now_ms);
  add_missing_origins();
  request_follow(now_ms);
}

/// Partitions that nobody spoke of yet stand where they began.
void aggregate::add_chains(const std::vector<origin>& begun) {
  for (auto& at : begun)
    if (!find_chain(at.source)) {
      add_chain({at.source, at.at, at.at, {}, {}, {}, {}});
      follow_soon_ = true;
    }
}

/// Durable counts; appends the number of each row's key.
void aggregate::add_tags(const std::vector<tag_count>& tags, row_keys& keys) {
  std::vector<tag_use> names;
  names.reserve(tags.size());
  for (auto& tag : tags)
    names.push_back({.key = tag.key, .tag = tag.tag});
  std::vector<spelling_id> ids;
  // As many as stay in the inner caches while they are looked up.
  constexpr std::size_t at_once = 512;
  for (std::span rest{names}; !rest.empty();
       rest = rest.subspan(std::min(at_once, rest.size())))
    tags_.intern(rest.first(std::min(at_once, rest.size())), ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    tags_.add_durable(ids[i], tags[i].count);
    keys.push_back(tags_.key_number(ids[i]));
  }
}

void aggregate::restore_counts(const saved_snapshot& saved,
                               std::int64_t now_ms) {
  taking_.reset();
  tags_.clear();
  lists_.clear();
  series_.clear();
  if (!saved.next)
    return;
  row_keys keys;
  list_state::told told;
  while (auto part = saved.next()) {
    add_tags(part->tags, keys);
    if (options_.obeys.lists_reload)
      lists_.load(*part, keys, now_ms, told);
    series_.load({std::move(part->seconds), std::move(part->minutes),
                  std::move(part->words), std::move(part->recent),
                  std::move(part->deleted)},
                 now_ms);
  }
  lists_.loaded(told);
}

/// Replaces all counts by the snapshot's.
void aggregate::restore(const saved_snapshot& saved,
                        const std::vector<origin>& begun, std::int64_t now_ms) {
  auto epochs = std::exchange(chains_, {});
  restore_counts(saved, now_ms);
  served_ = {};
  deleted_served_ = 0;
  for (auto& state : saved.announced.partitions)
    add_chain(state);
  // Also those that this engine had followed further than the snapshot's
  // writer knew: their counts are gone, they begin at their beginning.
  add_chains(begun);
  // What is on its way in the legs still holds credit, and answers of the
  // former life must stay stale.
  for (auto& [source, former] : epochs) {
    auto x = find_chain(source);
    if (x == nullptr)
      x = &add_chain({source,
                      former.settled.origin,
                      former.settled.origin,
                      {},
                      {},
                      {},
                      {}});
    x->joiner = std::move(former.joiner);
    x->withheld = former.withheld;
    x->at_epoch = former.at_epoch;
    x->faults = former.faults;
    // A new generation is another log.
    if (x->settled.at.gen == former.settled.at.gen) {
      x->error = std::move(former.error);
      x->target = former.target;
    } else if (x->target) {
      x->target = x->end;
    }
  }
  if (saved.announced.number > 0)
    newest_ = saved.announced;
  entries_since_ = 0;
  deltas_since_ = 0;
}

/// Partitions that appear after the job's birth start at their beginning.
void aggregate::add_missing_origins() {
  if (!founded_ || loading_)
    return;
  for (auto& [source, range] : ranges_) {
    if (chains_.contains(source) || !origins_asked_.insert(source).second)
      continue;
    origin_call call{{source, {generation{0}, range.earliest}}};
    effects_.add_origin(std::make_shared<origin_call>(std::move(call)));
  }
}

void aggregate::add_origin(const origin_answer& answer, std::int64_t now_ms) {
  if (origins_asked_.erase(answer.source) == 0)
    return;
  origin_error_ = answer.error;
  if (!answer.found) {
    retry_at_ms_ = now_ms + 250;
    return;
  }
  if (!founded_ || loading_)
    return;
  add_chains({*answer.found});
  // While another follow call is out, its answer asks for the next.
  request_follow(now_ms);
}

} // namespace murmuration
