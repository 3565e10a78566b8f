#include "tools/train/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "messages/names.hpp"
#include "runtime/classify/feature_walk.hpp"

namespace murmuration::train {
namespace {

struct part {
  std::string text;
  double word = 0;
  double pair = 0;
  double grams = 0;

  double sum() const {
    return word + pair + grams;
  }
};

/// Keeps what was added, in units of a weight.
struct recorder {
  const hashed_parameters& model;
  std::vector<part> parts;
  double grams = 0; ///< of the word that is being walked over
  int words = 0;    ///< that came since the last token

  double weight(std::uint32_t place) const {
    return model.bytes.empty() ? static_cast<double>(model.floats[place])
                               : static_cast<double>(model.bytes[place]);
  }
  void gram(std::uint32_t place) {
    grams += weight(place) * model.gram_share;
  }
  void token(std::string_view text, bool negated) {
    parts.push_back({std::string{text} + (negated ? "_NEG" : ""), 0, 0, grams});
    grams = 0;
    words = 0;
  }
  void word(std::uint32_t place) {
    if (parts.empty() || words >= 2) {
      parts.push_back({"(end)", 0, 0, 0});
      words = 1;
    }
    (words++ == 0 ? parts.back().word : parts.back().pair) += weight(place);
  }
};

std::string line(const part& x, double factor) {
  char text[240];
  auto size = std::snprintf(text, sizeof text,
                            "%+8.3f  word %+7.3f  pair %+7.3f  characters "
                            "%+7.3f  %.100s\n",
                            x.sum() * factor, x.word * factor, x.pair * factor,
                            x.grams * factor, x.text.c_str());
  return {text, static_cast<std::size_t>(size)};
}

} // namespace

std::string explain(const hashed_model& model, std::string_view text) {
  auto& parameters = model.parameters();
  recorder record{parameters, {}, 0, 0};
  auto tokens = walk_features(
      text, feature_hash{parameters.bits, parameters.hash_seed}, record);
  if (tokens == 0)
    return "nothing but placeholders and marks: no evidence, so none\n";
  auto factor = parameters.scale / std::sqrt(tokens + parameters.smoothing);
  std::ranges::stable_sort(record.parts, [](auto& a, auto& b) {
    return std::abs(a.sum()) > std::abs(b.sum());
  });
  std::string result;
  double sum = parameters.bias;
  for (auto& x : record.parts) {
    result += line(x, factor);
    sum += x.sum() * factor;
  }
  auto said = model.classify(text);
  char last[200];
  auto size = std::snprintf(
      last, sizeof last,
      "%+8.3f  is the bias\n%+8.3f  in all: positive with probability %.3f, "
      "so %s\n",
      parameters.bias, sum, model.read(text).positive, name_of(said.label));
  return result.append(last, static_cast<std::size_t>(size));
}

} // namespace murmuration::train
