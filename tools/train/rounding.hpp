/// Weights as bytes with one step for all.
#pragma once

#include <cstdint>
#include <vector>

namespace murmuration::train {

struct rounded_weights {
  std::vector<std::int8_t> bytes;
  double step = 1; ///< a weight is about its byte times this
};

/// The few largest weights are cut off where that makes the sum of the squared
/// errors least: their places are worth less than a finer step for the rest.
rounded_weights round_weights(const std::vector<float>& weights);

} // namespace murmuration::train
