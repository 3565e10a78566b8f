/// From joined batches to deltas that the ledger holds.
#include "runtime/aggregate/aggregate.hpp"

#include "runtime/ledger/ledger.hpp"
#include "runtime/serving/input.hpp"

#include <algorithm>
#include <utility>

namespace murmuration {

namespace {

// Of tags and words in one delta, repeats included: keeps the cell, which is
// compressed, far below the 5 MB that HBase takes.
constexpr std::size_t open_bytes_max = 4u << 20;

std::size_t name_bytes(const joined_batch& batch) {
  std::size_t result = 0;
  if (batch.tags)
    for (auto& x : batch.tags->tags)
      result += x.key.size() + x.tag.size();
  if (batch.words)
    for (auto& second : batch.words->seconds)
      for (auto& x : second.words)
        result += x.word.size();
  return result;
}

void add_letters(open_letters& to, const letter_page_ptr& page) {
  to.pages.push_back(page);
  to.count += page->letters.size();
  to.bytes += page->size();
}

std::size_t list_entries(const delta& x) {
  std::size_t result = 0;
  if (x.tag_seconds)
    for (auto& second : *x.tag_seconds)
      result += second.tags.size();
  if (x.tag_authors)
    for (auto& minute : *x.tag_authors)
      result += minute.uses.size();
  return result;
}

} // namespace

void aggregate::records(const batch_ptr& batch, std::int64_t now_ms) {
  if (!options_.obeys.credit_when_applied)
    effects_.grant(batch->source, 1);
  if (auto x = find_chain(batch->source); x && x->at_epoch == batch->at_epoch)
    x->read = batch->next;
  join(batch->source, batch, now_ms);
}

void aggregate::hashtags(const hashtag_partial_ptr& partial,
                         std::int64_t now_ms) {
  join(partial->batch->source, partial, now_ms);
}

void aggregate::words(const word_partial_ptr& partial, std::int64_t now_ms) {
  join(partial->batch->source, partial, now_ms);
}

void aggregate::sentiments(const sentiment_partial_ptr& partial,
                           std::int64_t now_ms) {
  join(partial->batch->source, partial, now_ms);
}

template <class Part>
void aggregate::join(const topic_partition& source, const Part& part,
                     std::int64_t now_ms) {
  if (auto x = find_chain(source)) {
    x->joiner.accept(part);
    advance(*x, now_ms);
  }
}

/// Applies the batches that are complete. While the open delta is full and the
/// one before it is not yet durable, they wait, and hold their credit; so do
/// those behind the end of a drain.
void aggregate::advance(chain& x, std::int64_t now_ms) {
  auto full = [&] {
    return x.open.entries() + x.letters.count >= options_.open_entries_max
           || x.open_bytes + x.letters.bytes >= open_bytes_max;
  };
  while (x.consuming && !x.at_target()) {
    if (full()) {
      checkpoint(x, now_ms);
      if (full())
        break;
    }
    auto joined = x.joiner.next();
    if (!joined)
      break;
    for (auto& reject : joined->records->rejects)
      if (reject.what == outcome::malformed)
        ++malformed_by_reason_[static_cast<std::size_t>(reject.reason)];
    if (x.open.empty() && !x.in_flight)
      x.checkpoint_at_ms = std::max(x.checkpoint_at_ms,
                                    now_ms + options_.checkpoint_interval_ms);
    x.open.apply(*joined);
    x.open_bytes += name_bytes(*joined);
    if (joined->records->ends && options_.drain)
      x.target = joined->records->next;
    if (joined->records->letters)
      add_letters(x.letters, joined->records->letters);
    ++version_;
  }
  give_credit(x);
}

void aggregate::checkpoint(chain& x, std::int64_t now_ms) {
  if (x.in_flight || x.open.empty())
    return;
  x.checkpoint_at_ms = now_ms + options_.checkpoint_interval_ms;
  x.open_bytes = 0;
  auto taken = x.open.take(
      {options_.random(), options_.rules, options_.instance, now_ms});
  x.in_flight.emplace(flight{
      std::make_shared<const taken_delta>(std::move(taken)), x.settled.at});
  x.in_flight->letters = std::exchange(x.letters, {}).pages;
  send_flight(x);
}

/// Dead letters first: once the delta is in the ledger, nobody reads their
/// records again.
void aggregate::send_flight(chain& x) {
  if (x.in_flight->letters.empty())
    return send_append(x);
  send_letters(x);
  if (!options_.obeys.letters_before_append)
    send_append(x);
}

void aggregate::send_append(chain& x) {
  auto& f = *x.in_flight;
  f.asked = true;
  // Encoding it takes long, and is the store_writer's work.
  append_call call{reload_,
                   x.settled.source,
                   x.at_epoch,
                   f.start,
                   {f.taken, &f.taken->content}};
  effects_.append(std::make_shared<append_call>(std::move(call)));
}

void aggregate::put_off(chain& x, std::int64_t now_ms) {
  auto& f = *x.in_flight;
  f.asked = false;
  f.retry_wait_ms = std::clamp<std::int64_t>(f.retry_wait_ms * 2, 100, 2000);
  f.retry_at_ms = now_ms + f.retry_wait_ms;
}

void aggregate::append(const append_answer& answer, std::int64_t now_ms) {
  auto x = find_chain(answer.source);
  if (x == nullptr || !x->in_flight)
    return;
  auto& f = *x->in_flight;
  if (options_.obeys.stale_answers_change_nothing
      && (answer.reload != reload_ || answer.at_epoch != x->at_epoch
          || answer.nonce != f.taken->content.nonce || answer.start != f.start))
    return;
  health_.reachable = answer.error.empty();
  health_.error = answer.error;
  ++version_;
  // Below the newest snapshot the place proves nothing: the chain may have
  // gone on elsewhere, and this cell was deleted.
  if (is_ahead(answer.newest, answer.source, f.start))
    return reload();
  note_pointer(answer.newest);
  if (answer.what == appended::other)
    return rewind(*x);
  if (answer.what == appended::absent) {
    put_off(*x, now_ms);
    return;
  }
  health_.latency_ms = answer.latency_ms;
  ++checkpoints_;
  checkpointed_ms_ = now_ms;
  auto landed = std::move(f.taken);
  x->in_flight.reset();
  landed->settle(tags_);
  settle(*x, landed->content, landed->keys, now_ms);
  effects_.durable(x->settled.source, x->settled.at.next);
  advance(*x, now_ms);
}

/// The ledger holds `content`, at the end of the chain: everything but the
/// tags, which the caller has in other shapes.
void aggregate::settle(chain& x, const delta& content,
                       list_state::row_keys keys, std::int64_t now_ms) {
  auto& state = x.settled;
  ++deltas_since_;
  entries_since_ +=
      content.tags.size() + content.seconds.size() + content.recent.size();
  for (auto& second : content.words)
    entries_since_ += second.words.size();
  entries_since_ += list_entries(content);
  if (content.moved) {
    auto gone = state.sums;
    gone.gaps.clear();
    state.before += gone;
    state.sums = {};
    state.last.reset();
    state.origin = state.at = content.moved->to;
    x.error.clear();
    // The end that was seen first may be that of the former log.
    if (x.target)
      x.target = x.end;
    return;
  }
  state.sums += content.sums;
  state.at.next = content.end;
  if (content.last)
    state.last = content.last;
  state.owner = content.writer;
  series_.add(content, now_ms);
  if (options_.obeys.lists_settle)
    lists_.add(content, keys, now_ms);
  // What is caught up with was in the tables before.
  if (options_.serving && ready_ && !catching_up_)
    serving::add(served_, content);
}

} // namespace murmuration
