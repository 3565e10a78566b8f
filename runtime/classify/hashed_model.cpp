#include "runtime/classify/hashed_model.hpp"

#include <cmath>
#include <utility>

#include "runtime/classify/feature_walk.hpp"
#include "runtime/classify/word_hash.hpp"

namespace murmuration {
namespace {

/// Adds up weights as the walk names their places. The processor looks some
/// twenty places ahead by itself: no sum waits for the hash of the next.
template <class Weight, class Sum>
struct summing {
  const Weight* weights;
  Sum words = 0;
  Sum grams = 0;

  void word(std::uint32_t place) {
    words += weights[place];
  }
  void gram(std::uint32_t place) {
    grams += weights[place];
  }
};

} // namespace

hashed_model::hashed_model(hashed_parameters parameters, double neutral_band,
                           std::uint64_t file_hash)
  : parameters_(std::move(parameters))
  , places_(parameters_.bits, parameters_.hash_seed)
  , neutral_band_(neutral_band)
  , id_(content_hash(std::to_string(neutral_band), file_hash)) {}

std::uint64_t hashed_model::id() const {
  return id_;
}

const std::vector<std::string>& hashed_model::languages() const {
  return parameters_.languages;
}

hashed_model::reading hashed_model::read(std::string_view text) const {
  auto run = [&](auto sums) -> reading {
    auto tokens = walk_features(text, places_, sums);
    if (tokens == 0)
      return {};
    auto margin = (static_cast<double>(sums.words)
                   + parameters_.gram_share * static_cast<double>(sums.grams))
                      * parameters_.scale
                      / std::sqrt(tokens + parameters_.smoothing)
                  + parameters_.bias;
    return {1 / (1 + std::exp(-margin)), tokens};
  };
  if (!parameters_.bytes.empty())
    return run(summing<std::int8_t, std::int64_t>{parameters_.bytes.data()});
  return run(summing<float, double>{parameters_.floats.data()});
}

sentiment_model::verdict hashed_model::classify(std::string_view text) const {
  auto [positive, tokens] = read(text);
  if (tokens == 0)
    return {};
  auto away = std::abs(positive - .5);
  if (away < neutral_band_)
    return {sentiment::neutral, 1 - 2 * away};
  if (positive > .5)
    return {sentiment::positive, positive};
  return {sentiment::negative, 1 - positive};
}

} // namespace murmuration
