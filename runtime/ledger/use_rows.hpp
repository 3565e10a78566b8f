/// Whether the uses in a delta or a part of a snapshot name rows that are
/// there: any bytes can be decoded, and nobody counts before it was looked.
#pragma once

#include <algorithm>
#include <cstddef>

namespace murmuration {

/// `Content`: delta or snapshot_content; `rows`: those up to its own.
template <class Content>
bool rows_exist(const Content& x, std::size_t rows) {
  auto exists = [&](const auto& use) {
    return use.row < rows;
  };
  if (x.tag_seconds)
    for (const auto& one : *x.tag_seconds)
      if (!std::all_of(one.tags.begin(), one.tags.end(), exists))
        return false;
  if (x.tag_authors)
    for (const auto& one : *x.tag_authors)
      if (!std::all_of(one.uses.begin(), one.uses.end(), exists))
        return false;
  return true;
}

} // namespace murmuration
