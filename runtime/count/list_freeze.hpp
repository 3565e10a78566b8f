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
#include "runtime/count/chunked.hpp"
#include "runtime/count/tag_rows.hpp"
#include "runtime/count/tag_seconds.hpp"

namespace murmuration {

/// The first row of each key, by the key's number. Rows come in order.
class first_rows {
public:
  void add(std::span<const tag_row> rows);
  /// The key is in one of the rows.
  std::uint32_t operator[](std::uint32_t key) const {
    return of_key_[key];
  }

private:
  chunked<std::uint32_t> of_key_;
  std::uint32_t rows_ = 0; ///< so far
};

struct list_freeze {
  template <class T>
  using by_minute = std::vector<std::pair<std::int64_t, T>>;

  std::int64_t clock = -1;
  std::optional<by_minute<tag_seconds::block_ptr>> seconds; ///< none: off
  std::optional<by_minute<author_minutes::pairs_ptr>> authors;
  list_loss lost;

  /// Fills in the lists' parts of `to`, a snapshot of these rows.
  void spell_out(const first_rows& row_of, snapshot_content& to) const;
};

} // namespace murmuration
