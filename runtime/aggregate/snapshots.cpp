/// Snapshots: the durable counts at the durable positions, taken in one step.
#include "runtime/aggregate/aggregate.hpp"

#include <algorithm>
#include <utility>

namespace murmuration {

void aggregate::snapshot_if_due(std::int64_t now_ms) {
  if (now_ms < snapshot_at_ms_ || snapshot_out_ || snapshot_blocked_ || loading_
      || !ready_ || draining_ || chains_.empty())
    return;
  auto limit = std::max(tags_.distinct_keys() + lists_.entries(),
                        options_.snapshot_entries_min);
  // The owner of the lowest partition takes it; anyone does when it is overdue.
  auto turns = chains_.begin()->second.consuming ? 1u : 4u;
  if (entries_since_ < limit * turns
      && deltas_since_ < options_.snapshot_deltas_max * turns)
    return;
  auto call = std::make_shared<snapshot_call>();
  call->announced.number = newest_ ? newest_->number + 1 : 1;
  call->announced.id = options_.random();
  call->announced.writer = options_.instance;
  call->announced.written_ms = now_ms;
  for (auto& [source, x] : chains_)
    call->announced.partitions.push_back(x.settled);
  auto lists =
      options_.obeys.lists_in_snapshots ? lists_.freeze() : list_freeze{};
  call->spell_out = [rows = tags_.durable_rows(), times = series_.freeze(),
                     lists = std::move(lists)] {
    snapshot_content content;
    auto sorted = rows;
    sorted.sort();
    for (auto& row : sorted.rows)
      content.tags.push_back(
          {std::string{row.key}, std::string{row.tag}, row.count});
    auto spelled = times.spell_out();
    content.seconds = std::move(spelled.seconds);
    content.minutes = std::move(spelled.minutes);
    content.words = std::move(spelled.words);
    content.recent = std::move(spelled.recent);
    content.deleted = std::move(spelled.deleted);
    lists.spell_out(sorted.rows, content);
    return content;
  };
  snapshot_out_ = true;
  entries_since_ = 0;
  deltas_since_ = 0;
  effects_.write_snapshot(std::move(call));
}

void aggregate::write_snapshot(const snapshot_answer& answer,
                               std::int64_t now_ms) {
  if (!std::exchange(snapshot_out_, false))
    return;
  if (answer.what == snapshot_outcome::mine) {
    note_pointer(answer.announced);
    ++snapshots_;
    remove_due_ = true;
    ++version_;
    return;
  }
  // Somebody else was faster, or the store does not answer. The next one is
  // due when the deltas since have outgrown this one again.
  snapshot_blocked_ = answer.what == snapshot_outcome::stale;
  snapshot_at_ms_ = now_ms + 5000;
}

void aggregate::remove_old(const remove_answer& answer, std::int64_t now_ms) {
  if (!std::exchange(remove_out_, false))
    return;
  remove_due_ = answer.more || !answer.error.empty();
  if (!answer.error.empty())
    retry_at_ms_ = now_ms + 1000;
}

} // namespace murmuration
