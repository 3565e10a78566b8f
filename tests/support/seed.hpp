/// The seed of a random test: MURMURATION_TEST_SEED, or a fresh one.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

namespace murmuration::test {

inline std::uint32_t seed_of_run() {
  if (const auto* given = std::getenv("MURMURATION_TEST_SEED"))
    return static_cast<std::uint32_t>(std::stoul(given));
  return std::random_device{}();
}

} // namespace murmuration::test
