/// How good predictions are. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace murmuration::train {

struct prediction {
  double probability = .5; ///< of positive
  bool positive = false;   ///< the truth
};

struct figures {
  /// `confusion[truth][said]`, 0 negative, 1 positive.
  std::array<std::array<std::uint64_t, 2>, 2> confusion{};
  double accuracy = 0;
  double macro_f1 = 0; ///< a class that neither occurs nor is said has F1 = 0
  /// That a positive row has a higher probability than a negative one; ties
  /// count half. 0.5 when one class is missing.
  double auc = .5;
  /// Expected calibration error: mean of |accuracy - confidence| over ten
  /// equally wide bins of the confidence max(p, 1 - p) from 0.5 to 1.
  double calibration_error = 0;

  std::uint64_t rows() const {
    return confusion[0][0] + confusion[0][1] + confusion[1][0]
           + confusion[1][1];
  }
};

/// Positive is said where p > 0.5.
figures measure(const std::vector<prediction>& all);

} // namespace murmuration::train
