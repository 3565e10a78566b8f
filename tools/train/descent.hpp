/// Averaged stochastic gradient descent on the log-loss of a linear model,
/// with dropout. The same rows and options give the same weights, whatever the
/// machine is doing.
#pragma once

#include <cstdint>
#include <vector>

#include "tools/train/feature_table.hpp"

namespace murmuration::train {

struct descent_options {
  std::uint64_t seed = 1;
  int epochs = 10;
  /// Weight of the squared weights in the loss.
  double shrinkage = 5e-6;
  /// Share of a text's features that is left out, anew each time; the rest
  /// counts for more. It spreads the evidence over all that a text holds, which
  /// helps where the words of another domain are missing.
  double dropout = .4;
  /// First step of the descent.
  double rate = 4;
  double gram_share = .35;
  double smoothing = 10;
};

/// One row of the training set.
struct training_row {
  std::uint32_t text = 0; ///< in the feature table
  float target = 0;       ///< probability of positive to learn
  float weight = 1;
};

struct linear_weights {
  std::vector<float> weights; ///< one a place
  double bias = 0;

  /// Margin of a text, before any calibration.
  double margin(const feature_table& features, std::size_t text,
                const descent_options& options) const;
};

/// `places` is the size of the table of weights, a power of two.
linear_weights descend(const feature_table& features,
                       std::vector<training_row> rows, std::size_t places,
                       const descent_options& options);

} // namespace murmuration::train
