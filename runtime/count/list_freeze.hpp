/// What a snapshot keeps of windows and trends: a cheap copy that shares its
/// blocks with the lists, to be spelled out in another thread. Immutable.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "messages/ledger_records.hpp"
#include "runtime/count/author_minutes.hpp"
#include "runtime/count/tag_rows.hpp"
#include "runtime/count/tag_seconds.hpp"

namespace murmuration {

struct list_freeze {
  template <class T>
  using by_minute = std::vector<std::pair<std::int64_t, T>>;

  std::int64_t clock = -1;
  std::optional<by_minute<tag_seconds::block_ptr>> seconds; ///< none: off
  std::optional<by_minute<author_minutes::pairs_ptr>> authors;
  list_loss lost;

  /// Fills in the lists' parts of `to`, whose tags are `rows`, sorted.
  void spell_out(std::span<const tag_row> rows, snapshot_content& to) const;
};

} // namespace murmuration
