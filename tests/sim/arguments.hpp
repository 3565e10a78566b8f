/// `test_sim -- --seed=17` replays one run; see the README for the others.
#pragma once

#include <cstdint>
#include <string>

namespace murmuration::sim {

/// The number given as `--name=N`, or `otherwise`.
std::uint64_t argument(const std::string& name, std::uint64_t otherwise);

} // namespace murmuration::sim
