/// The uses of one delta as its columns: tags by second, authors by minute. A
/// pure function of the set of marks and of how the tags are numbered.
///
///   mark_rows rows{marks, keys};
///   delta.tag_seconds = rows.seconds();
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "messages/delta.hpp"
#include "runtime/count/overlay.hpp"

namespace murmuration {

class mark_rows {
public:
  /// `keys`: the number of each row's key; rows of one key stand together.
  /// Every mark's key is there.
  mark_rows(std::span<const tag_mark> marks,
            std::span<const std::uint32_t> keys);

  std::vector<second_uses> seconds() const;
  std::vector<minute_authors> authors() const;

private:
  struct use {
    std::int64_t second;
    std::uint32_t row;
    std::uint32_t author;
  };

  std::vector<use> uses_; ///< by row, then author
};

} // namespace murmuration
