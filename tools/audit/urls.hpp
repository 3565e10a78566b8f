/// Where a text has URLs by twitter-text's rules, with or without protocol: a
/// tag in one is none. Positions are of code points. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "tools/audit/utf8.hpp"

namespace murmuration::audit {

struct url {
  std::size_t first = 0;
  std::size_t last = 0; ///< behind it
};

/// From left to right; they do not overlap.
std::vector<url> urls_in(const code_points& text);

} // namespace murmuration::audit
