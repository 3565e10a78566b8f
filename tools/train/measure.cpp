#include "tools/train/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace murmuration::train {
namespace {

double f1_of(const figures& x, std::size_t label) {
  auto hit = x.confusion[label][label];
  auto wrong = x.confusion[1 - label][label] + x.confusion[label][1 - label];
  return hit == 0 ? 0
                  : 2. * static_cast<double>(hit)
                        / static_cast<double>(2 * hit + wrong);
}

/// From the ranks of the positive rows (Mann-Whitney).
double auc_of(std::vector<prediction> all) {
  std::ranges::sort(all, {}, &prediction::probability);
  double rank_sum = 0;
  double positives = 0;
  for (std::size_t i = 0; i < all.size();) {
    auto end = i;
    double here = 0;
    for (; end < all.size() && all[end].probability == all[i].probability;
         ++end)
      here += all[end].positive;
    rank_sum += here * (static_cast<double>(i + end) + 1) / 2;
    positives += here;
    i = end;
  }
  auto negatives = static_cast<double>(all.size()) - positives;
  if (positives == 0 || negatives == 0)
    return .5;
  return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives);
}

double calibration_error_of(const std::vector<prediction>& all) {
  struct bin {
    double confidence = 0;
    double right = 0;
  };
  std::array<bin, 10> bins{};
  for (auto& x : all) {
    auto said = x.probability > .5;
    auto confidence = said ? x.probability : 1 - x.probability;
    auto& mine = bins[std::min(9, static_cast<int>((confidence - .5) * 20))];
    mine.confidence += confidence;
    mine.right += said == x.positive;
  }
  double sum = 0;
  for (auto& x : bins)
    sum += std::abs(x.right - x.confidence);
  return sum / static_cast<double>(all.size());
}

} // namespace

figures measure(const std::vector<prediction>& all) {
  figures result;
  if (all.empty())
    return result;
  for (auto& x : all)
    ++result.confusion[x.positive][x.probability > .5];
  result.accuracy =
      static_cast<double>(result.confusion[0][0] + result.confusion[1][1])
      / static_cast<double>(all.size());
  result.macro_f1 = (f1_of(result, 0) + f1_of(result, 1)) / 2;
  result.auc = auc_of(all);
  result.calibration_error = calibration_error_of(all);
  return result;
}

} // namespace murmuration::train
