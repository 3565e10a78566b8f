#include "runtime/count/batch_joiner.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace murmuration {

namespace {

std::size_t index(leg x) {
  return static_cast<std::size_t>(x);
}

} // namespace

batch_joiner::batch_joiner(leg_set enabled, std::size_t credit, epoch current)
  : enabled_(enabled.set(index(leg::records)))
  , credit_(credit)
  , current_(current)
  , records_seen_(current) {
  epochs_[current];
}

void batch_joiner::accept(batch_ptr x) {
  auto at = x->at_epoch;
  auto number = x->number;
  if (auto batch = answer(at, number, leg::records)) {
    if (at == current_)
      batch->parts.records = std::move(x);
    close(at, number);
  }
  if (at > records_seen_) {
    records_seen_ = at;
    forget();
  }
}

void batch_joiner::accept(hashtag_partial_ptr x) {
  auto at = x->batch->at_epoch;
  auto number = x->batch->number;
  if (auto batch = answer(at, number, leg::hashtags)) {
    if (at == current_)
      batch->parts.tags = std::move(x);
    close(at, number);
  }
}

void batch_joiner::accept(word_partial_ptr x) {
  auto at = x->batch->at_epoch;
  auto number = x->batch->number;
  if (auto batch = answer(at, number, leg::words)) {
    if (at == current_)
      batch->parts.words = std::move(x);
    close(at, number);
  }
}

void batch_joiner::accept(sentiment_partial_ptr x) {
  auto at = x->batch->at_epoch;
  auto number = x->batch->number;
  if (auto batch = answer(at, number, leg::sentiment)) {
    if (at == current_)
      batch->parts.labels = std::move(x);
    close(at, number);
  }
}

void batch_joiner::fail(epoch at, sequence number, leg from) {
  if (auto batch = answer(at, number, from)) {
    batch->failed = true;
    close(at, number);
  }
}

batch_joiner::pending* batch_joiner::answer(epoch at, sequence number,
                                            leg from) {
  if (at > current_)
    throw std::logic_error("batch_joiner: answer of epoch "
                           + std::to_string(at.value) + ", but epoch "
                           + std::to_string(current_.value) + " is current");
  if (!enabled_[index(from)])
    return nullptr;
  auto found = epochs_.find(at);
  if (found == epochs_.end())
    return nullptr; // forgotten, because it owes nothing: a repeat
  auto& state = found->second;
  if (number.value < state.first)
    return nullptr;
  auto [batch, fresh] = state.batches.try_emplace(number.value);
  if (fresh && ++state.unfinished > credit_) {
    state.batches.erase(batch);
    --state.unfinished;
    throw std::logic_error("batch_joiner: batch " + std::to_string(number.value)
                           + " of epoch " + std::to_string(at.value)
                           + " was sent beyond the credit of "
                           + std::to_string(credit_));
  }
  auto& x = batch->second;
  if (x.finished || x.answered[index(from)])
    return nullptr;
  x.answered.set(index(from));
  return &x;
}

/// Credit of the current epoch goes back when the batch is handed out, that of
/// older ones at once.
void batch_joiner::close(epoch at, sequence number) {
  if (at == current_)
    return;
  auto& state = epochs_.at(at);
  if (state.batches.at(number.value).answered == enabled_)
    finish(state, number.value);
}

void batch_joiner::finish(epoch_state& state, std::uint64_t number) {
  auto& batch = state.batches.at(number);
  batch.finished = true;
  batch.parts = {};
  --state.unfinished;
  ++due_;
  auto& batches = state.batches;
  while (!batches.empty() && batches.begin()->first == state.first
         && batches.begin()->second.finished) {
    batches.erase(batches.begin());
    ++state.first;
  }
}

std::optional<joined_batch> batch_joiner::next() {
  auto& state = epochs_.at(current_);
  auto found = state.batches.find(state.first);
  if (found == state.batches.end())
    return std::nullopt;
  auto& batch = found->second;
  if (batch.failed || batch.answered != enabled_)
    return std::nullopt;
  auto result = std::move(batch.parts);
  finish(state, found->first);
  return result;
}

std::optional<sequence> batch_joiner::failed() const {
  for (const auto& [number, batch] : epochs_.at(current_).batches) {
    if (batch.failed)
      return sequence{number};
  }
  return std::nullopt;
}

std::size_t batch_joiner::credit_due() {
  return std::exchange(due_, 0);
}

void batch_joiner::restart(epoch current) {
  if (current <= current_)
    throw std::logic_error("batch_joiner: epoch "
                           + std::to_string(current.value) + " after "
                           + std::to_string(current_.value));
  auto& old = epochs_.at(current_);
  std::vector<std::uint64_t> complete;
  for (auto& [number, batch] : old.batches) {
    batch.parts = {};
    if (batch.answered == enabled_)
      complete.push_back(number);
  }
  for (auto number : complete)
    finish(old, number);
  current_ = current;
  epochs_[current];
  forget();
}

/// A consumer sends the records of its batches in order: once those of one
/// epoch arrive, all batches of the epochs before have been heard of. Such an
/// epoch is dropped when it owes nothing. Beyond `epochs_max` it is dropped
/// without that sign: so many rewinds later nothing is under way any more.
void batch_joiner::forget() {
  constexpr std::size_t epochs_max = 64;
  auto spare = epochs_.size() - std::min(epochs_.size(), epochs_max);
  for (auto i = epochs_.begin(); i->first < current_;) {
    auto settled = i->first < records_seen_ || spare > 0;
    spare -= spare > 0;
    if (settled && i->second.unfinished == 0)
      i = epochs_.erase(i);
    else
      ++i;
  }
}

std::size_t batch_joiner::unfinished() const {
  std::size_t result = 0;
  for (const auto& [at, state] : epochs_)
    result += state.unfinished;
  return result;
}

std::size_t batch_joiner::answered(leg from) const {
  std::size_t result = 0;
  for (const auto& [at, state] : epochs_)
    for (const auto& [number, batch] : state.batches)
      result += !batch.finished && batch.answered[index(from)];
  return result;
}

} // namespace murmuration
