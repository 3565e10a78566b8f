/// Snapshots: the durable counts at the durable positions, frozen in one step
/// and written part by part.
#include "runtime/aggregate/aggregate.hpp"

#include <algorithm>
#include <utility>

namespace murmuration {

namespace {

/// Names and counts of these spellings.
snapshot_content counts_of(const tag_rows& from) {
  snapshot_content content;
  content.tags.reserve(from.rows.size());
  for (auto& row : from.rows)
    content.tags.push_back(
        {std::string{row.key}, std::string{row.tag}, row.count});
  return content;
}

} // namespace

/// How many entries of deltas make a snapshot due for the owner of the lowest
/// partition: so many that a start reads no more than twice what is held, be it
/// the last snapshot and deltas or, while there is none, deltas alone.
std::size_t aggregate::snapshot_limit() const {
  auto held = tags_.distinct_keys() + lists_.entries();
  if (entries_since_ >= held) // else it is not due anyhow
    held += series_.words();
  return std::max(newest_ ? held : 2 * held, options_.snapshot_entries_min);
}

void aggregate::snapshot_if_due(std::int64_t now_ms) {
  if (now_ms < snapshot_at_ms_ || snapshot_out_ || snapshot_blocked_ || loading_
      || !ready_ || draining_ || chains_.empty())
    return;
  // The owner of the lowest partition takes it; anyone does when it is overdue.
  auto turns = chains_.begin()->second.consuming ? 1u : 4u;
  if (entries_since_ < snapshot_limit() * turns
      && deltas_since_ < options_.snapshot_deltas_max * turns)
    return;
  taking_.emplace();
  auto& announced = taking_->announced;
  announced.number = newest_ ? newest_->number + 1 : 1;
  announced.id = options_.random();
  announced.writer = options_.instance;
  announced.written_ms = now_ms;
  for (auto& [source, x] : chains_)
    announced.partitions.push_back(x.settled);
  tags_.freeze();
  taking_->times = series_.freeze();
  if (options_.obeys.lists_in_snapshots)
    taking_->lists = lists_.freeze();
  entries_since_ = 0;
  deltas_since_ = 0;
  send_snapshot_part(true);
}

/// A part has some tags and some words; the last one, which may be the first,
/// has all else.
void aggregate::send_snapshot_part(bool first) {
  auto call = std::make_shared<snapshot_call>();
  call->announced = taking_->announced;
  call->first = first;
  auto rows = std::make_shared<const tag_rows>(
      tags_.next_frozen(options_.snapshot_part_names));
  if (options_.lists.on())
    taking_->row_of_key.add(rows->rows);
  auto words = taking_->times.take_words(options_.snapshot_part_names);
  auto part = [rows, words = std::move(words)] {
    auto content = counts_of(*rows);
    content.words = joined(words);
    return content;
  };
  call->last = !tags_.frozen() && taking_->times.words.empty();
  if (call->last) {
    call->spell_out =
        [part = std::move(part),
         rest = std::make_shared<const snapshot_taking>(std::move(*taking_))] {
          auto content = part();
          content.seconds = rest->times.seconds;
          content.minutes = rest->times.minutes;
          content.recent = rest->times.recent;
          content.deleted = rest->times.deleted;
          rest->lists.spell_out(rest->row_of_key, content);
          return content;
        };
    taking_.reset();
  } else {
    call->spell_out = std::move(part);
  }
  snapshot_out_ = true;
  effects_.write_snapshot(std::move(call));
}

void aggregate::write_snapshot(const snapshot_answer& answer,
                               std::int64_t now_ms) {
  if (!std::exchange(snapshot_out_, false))
    return;
  // After a reload the frozen counts are gone, and at the end nobody waits.
  if (answer.what == snapshot_outcome::more && taking_ && !draining_)
    return send_snapshot_part(false);
  taking_.reset();
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
