#include "tools/train/calibration.hpp"

#include <algorithm>
#include <cmath>

namespace murmuration::train {

double calibrate(const std::vector<judged>& held_out) {
  double factor = 1;
  // The loss is convex in the factor: a few steps are enough.
  for (int round = 0; round < 30 && !held_out.empty(); ++round) {
    double slope = 0;
    double curve = 1e-9;
    for (auto& x : held_out) {
      auto p = 1 / (1 + std::exp(-factor * x.margin));
      slope += (p - x.positive) * x.margin;
      curve += p * (1 - p) * x.margin * x.margin;
    }
    factor = std::clamp(factor - slope / curve, .01, 100.);
  }
  return factor;
}

} // namespace murmuration::train
