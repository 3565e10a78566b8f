/// Joins what the legs make of the batches of one partition, puts the batches
/// into order and knows which credit is due. Not thread-safe.
///
///   joiner.accept(partial);
///   while (auto batch = joiner.next())
///     apply(*batch);
///   give_back(joiner.credit_due());
///
/// Every batch gives its credit back exactly once, whatever its epoch: when all
/// legs have answered for it, and, in the current epoch, it was handed out.
/// Bounds: at most `credit` unfinished batches an epoch, one number for each
/// older epoch that may still answer.
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <optional>

#include "runtime/count/joined_batch.hpp"

namespace murmuration {

/// Indexed by `leg`; `records` counts as set.
using leg_set = std::bitset<leg_count>;

class batch_joiner {
public:
  /// `credit`: batches that a partition may have in flight.
  batch_joiner(leg_set enabled, std::size_t credit, epoch current);

  /// A leg's answer. Repeated ones and those of legs that are off change
  /// nothing; of an older epoch only the credit matters. Throws
  /// std::logic_error for an epoch that has not begun, or when more batches
  /// are unfinished than there is credit.
  void accept(batch_ptr x);
  void accept(hashtag_partial_ptr x);
  void accept(word_partial_ptr x);
  void accept(sentiment_partial_ptr x);

  /// This leg will never answer: its worker died. The batch cannot be counted
  /// in this epoch any more.
  void fail(epoch at, sequence number, leg from);

  /// The next batch of the current epoch, if all its legs are here. A failed
  /// batch is never handed out, nor is any after it.
  std::optional<joined_batch> next();

  /// The first failed batch of the current epoch: a rewind is due.
  std::optional<sequence> failed() const;

  /// Batches whose credit may go back since this was asked last.
  std::size_t credit_due();

  /// Rewind: batches count from 0 again; what older epochs still owe is only
  /// waited for. `current` must be higher than before.
  void restart(epoch current);

  epoch current() const {
    return current_;
  }
  /// Batches of any epoch that a leg still owes an answer for, or that wait
  /// for their turn.
  std::size_t unfinished() const;

  /// Of those, the ones that this leg has answered for.
  std::size_t answered(leg from) const;

private:
  struct pending {
    leg_set answered;
    bool failed = false;
    bool finished =
        false; ///< its credit was given back; a mark against repeats
    joined_batch parts;
  };

  /// The batches of one epoch that were heard of, from the first unfinished.
  struct epoch_state {
    std::uint64_t first = 0; ///< all before are finished
    std::map<std::uint64_t, pending> batches;
    std::size_t unfinished = 0;
  };

  /// The batch a leg answers for, null when there is nothing to do.
  pending* answer(epoch at, sequence number, leg from);
  void close(epoch at, sequence number);
  void finish(epoch_state& state, std::uint64_t number);
  void forget();

  leg_set enabled_;
  std::size_t credit_;
  epoch current_;
  epoch records_seen_; ///< newest epoch whose records have been seen
  std::map<epoch, epoch_state> epochs_;
  std::size_t due_ = 0;
};

} // namespace murmuration
