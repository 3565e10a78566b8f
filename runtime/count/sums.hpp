/// Adding up totals.
#pragma once

#include "messages/delta.hpp"

namespace murmuration {

/// Appends a gap; one that goes on where the last ended becomes part of it, so
/// the list does not depend on how the log was cut into batches.
inline void add_gap(totals& to, const gap& x) {
  if (!to.gaps.empty() && to.gaps.back().to == x.from)
    to.gaps.back().to = x.to;
  else
    to.gaps.push_back(x);
}

/// `x` follows what `to` holds.
inline void add_totals(totals& to, const totals& x) {
  to.outcomes += x.outcomes;
  for (std::size_t i = 0; i < to.sentiments.size(); ++i)
    to.sentiments[i] += x.sentiments[i];
  to.holes += x.holes;
  for (const auto& gap : x.gaps)
    add_gap(to, gap);
}

} // namespace murmuration
