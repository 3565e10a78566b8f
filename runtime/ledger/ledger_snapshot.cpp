#include <utility>

#include "runtime/ledger/chunks.hpp"
#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/keys.hpp"
#include "runtime/ledger/ledger.hpp"

namespace murmuration {

namespace {

/// A snapshot that fails is taken again later; no need to insist.
constexpr int chunk_tries_max = 3;
constexpr int announce_tries_max = 4;

/// Nowhere below: every partition of the former snapshot is in the new one, at
/// the same position or further on.
bool nowhere_below(const pointer& mine, const pointer& former) {
  for (const auto& one : former.partitions) {
    auto at = position_in(mine, one.source);
    if (!at || *at < one.at)
      return false;
  }
  return true;
}

} // namespace

store_result<ledger::snapshot_written>
ledger::write_snapshot(const snapshot& part, bool first, bool last) {
  constexpr snapshot_written stale{snapshot_outcome::stale, std::nullopt};
  if (first) {
    auto fits = begin_snapshot(part.announced);
    if (!fits)
      return fits.error();
    if (!*fits)
      return stale;
  }
  if (!draft_ || draft_->id != part.announced.id)
    return stale;
  if (auto wrote = write_chunks(part.content); !wrote) {
    draft_.reset();
    return wrote.error();
  }
  if (!last)
    return snapshot_written{snapshot_outcome::more, std::nullopt};
  auto mine = *std::exchange(draft_, std::nullopt);
  if (!rules_.reread_before_delete)
    if (auto gone = remove_below(mine, SIZE_MAX); !gone)
      return gone.error();
  auto what = announce(mine);
  if (what == snapshot_outcome::mine) {
    newest_ = mine;
    return snapshot_written{what, std::move(mine)};
  }
  // "An unknown outcome is resolved by reading, else left alone": a pointer
  // that is applied late still finds its chunks. Those of a loser go with the
  // regular deletion.
  if (!rules_.keep_chunks_in_doubt)
    for (std::uint32_t i = 0; i < mine.chunks; ++i)
      store_.erase(keys::chunk(job_, mine.number, mine.id, i));
  return snapshot_written{what, std::nullopt};
}

/// Whether the draft may be announced, as far as is known now.
store_result<bool> ledger::begin_snapshot(const pointer& announced) {
  draft_.reset();
  auto former = newest_pointer();
  if (!former)
    return former.error();
  // "Pointer cell n+1 … only by an engine that has read n and whose vector is
  // not below n's anywhere": the loader of n+1 would otherwise read deltas that
  // were deleted by n.
  auto number = *former ? (*former)->number + 1 : 1;
  if (announced.number != number
      || (rules_.vector_not_below && *former
          && !nowhere_below(announced, **former)))
    return false;
  draft_ = announced;
  draft_->chunks = 0;
  draft_->bytes = 0;
  return true;
}

store_result<done> ledger::write_chunks(const snapshot_content& content) {
  chunk_cutter cutter{content};
  while (auto part = cutter.next()) {
    auto key = keys::chunk(job_, draft_->number, draft_->id, draft_->chunks);
    auto bytes = encode(*part);
    // "When all chunks are acknowledged, the pointer cell": the key is mine
    // alone, so a repeat after a lost reply does no harm.
    for (auto tries = 1;; ++tries) {
      auto wrote = store_.put(key, bytes);
      if (wrote || !rules_.chunks_before_pointer)
        break;
      if (tries == chunk_tries_max)
        return wrote.error();
    }
    draft_->bytes += bytes.size();
    ++draft_->chunks;
  }
  return done{};
}

snapshot_outcome ledger::announce(const pointer& mine) {
  auto key = keys::pointer(job_, mine.number);
  auto bytes = encode(mine);
  if (!rules_.pointer_if_absent)
    return store_.put(key, bytes) ? snapshot_outcome::mine
                                  : snapshot_outcome::unknown;
  for (auto tries = 0; tries < announce_tries_max; ++tries) {
    auto wrote = store_.put_if_absent(key, bytes);
    if (wrote && *wrote)
      return snapshot_outcome::mine;
    auto stands = pointer_at(mine.number);
    if (stands && *stands)
      return (*stands)->id == mine.id ? snapshot_outcome::mine
                                      : snapshot_outcome::other;
  }
  return snapshot_outcome::unknown;
}

} // namespace murmuration
