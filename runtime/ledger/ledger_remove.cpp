#include <algorithm>
#include <utility>

#include "runtime/ledger/keys.hpp"
#include "runtime/ledger/ledger.hpp"

namespace murmuration {

store_result<ledger::removed> ledger::remove_old(std::size_t rows_max) {
  // "Deletion follows only the newest pointer re-read from the store": one that
  // was merely sent may never be announced, and its deltas be needed again.
  auto newest = newest_pointer();
  if (!newest)
    return newest.error();
  if (!*newest)
    return removed{};
  if (!rules_.one_snapshot_late)
    return remove_below(**newest, rows_max);
  // "One snapshot late": who loads the newest but one, or follows the chain
  // behind it, still finds all of it.
  if ((*newest)->number < 2)
    return removed{};
  auto former = pointer_at((*newest)->number - 1);
  if (!former)
    return former.error();
  if (!*former)
    return removed{};
  return remove_below(**former, rows_max);
}

store_result<ledger::removed> ledger::remove_below(const pointer& kept,
                                                   std::size_t rows_max) {
  std::vector<key_range> ranges;
  for (const auto& one : kept.partitions) {
    for (generation old{0}; old < one.at.gen; ++old.value)
      ranges.push_back(keys::deltas_from(job_, one.source, {old, offset{0}}));
    ranges.push_back(keys::deltas_below(job_, one.source, one.at));
  }
  ranges.push_back(keys::chunks_below(job_, kept.number));
  if (!rules_.keep_pointers)
    ranges.push_back(keys::pointers_below(job_, kept.number));
  removed out;
  for (const auto& range : ranges) {
    if (out.rows >= rows_max) {
      out.more = true;
      break;
    }
    auto gone = remove_range(range, rows_max - out.rows);
    if (!gone)
      return gone.error();
    out.rows += gone->rows;
    out.more |= gone->more;
  }
  return out;
}

store_result<ledger::removed> ledger::remove_range(key_range range,
                                                   std::size_t rows_max) {
  // Keys are small; a page of them bounds the memory of one call.
  constexpr std::size_t page_max = 1024;
  removed out;
  while (out.rows < rows_max) {
    auto wanted = std::min(page_max, rows_max - out.rows);
    auto page = store_.keys(range, wanted);
    if (!page)
      return page.error();
    // "Each by its own row": nothing but what was seen is deleted.
    for (const auto& key : *page) {
      if (auto gone = store_.erase(key); !gone)
        return gone.error();
      ++out.rows;
    }
    if (page->size() < wanted)
      return out;
    // Never the same key twice, should a deleted one still be seen.
    range = keys::behind(page->back(), range);
  }
  out.more = true;
  return out;
}

} // namespace murmuration
