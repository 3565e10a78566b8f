/// What the tables of older readers are made of.
#include "runtime/aggregate/aggregate.hpp"

#include <algorithm>
#include <utility>

#include "runtime/serving/hashtags.hpp"

namespace murmuration {

/// One engine writes the tables: that to which the source gave the lowest of
/// its partitions. A chain whose partition the source does not have any more
/// is nobody's.
bool aggregate::serves() const {
  for (auto& [source, range] : ranges_)
    if (auto x = chains_.find(source); x != chains_.end())
      return x->second.assigned;
  return false;
}

serving_batch_ptr aggregate::serve(bool all_deleted, std::int64_t now_ms) {
  if (!ready_ || catching_up_)
    return nullptr;
  auto batch = std::make_shared<serving_batch>();
  batch->taken_ms = now_ms;
  batch->mine = serves();
  auto seen = std::exchange(served_, {});
  if (!batch->mine)
    return batch;
  batch->input = std::move(seen);
  // A notice may have come before its tweet.
  auto& deleted = series_.deleted();
  std::erase_if(batch->input.texts,
                [&](auto& x) { return deleted.contains(x.id); });
  batch->deleted = deleted.since(all_deleted ? 0 : deleted_served_);
  deleted_served_ = deleted.added();
  batch->top = tags_.top();
  if (batch->top.size() > serving::hashtags_max)
    batch->top.resize(serving::hashtags_max);
  return batch;
}

} // namespace murmuration
