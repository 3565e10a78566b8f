/// One run: engines, faults by chance, then quiet, then the reckoning.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/sim/world.hpp"

namespace murmuration::sim {

/// What was wrong, empty: nothing.
std::vector<std::string> run(std::uint64_t seed, const rule_book& rules);

} // namespace murmuration::sim
