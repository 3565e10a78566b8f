#include "tools/train/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace murmuration::train {
namespace {

double rounded(float weight, double step) {
  return std::clamp(std::round(weight / step), -127., 127.);
}

double error_of(const std::vector<float>& weights, double step) {
  double sum = 0;
  for (auto x : weights) {
    auto error = x - rounded(x, step) * step;
    sum += error * error;
  }
  return sum;
}

} // namespace

rounded_weights round_weights(const std::vector<float>& weights) {
  float largest = 0;
  for (auto x : weights)
    largest = std::max(largest, std::abs(x));
  rounded_weights result;
  result.step = largest > 0 ? largest / 127 : 1;
  auto least = error_of(weights, result.step);
  for (auto share : {.8, .65, .5, .4, .3, .2, .15, .1}) {
    auto step = largest / 127 * share;
    auto error = step > 0 ? error_of(weights, step) : least;
    if (error < least) {
      least = error;
      result.step = step;
    }
  }
  result.bytes.reserve(weights.size());
  for (auto x : weights)
    result.bytes.push_back(static_cast<std::int8_t>(rounded(x, result.step)));
  return result;
}

} // namespace murmuration::train
