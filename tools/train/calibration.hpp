/// Turns margins into probabilities that mean what they say (temperature
/// scaling: one factor for all margins, found by Newton's method on the
/// log-loss of rows that the model has not seen). It changes no label.
#pragma once

#include <vector>

namespace murmuration::train {

struct judged {
  double margin = 0;
  bool positive = false; ///< the truth
};

/// What the margins are to be multiplied by: from 1/100 to 100, and 1 when
/// there are no rows.
double calibrate(const std::vector<judged>& held_out);

} // namespace murmuration::train
