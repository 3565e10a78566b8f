#include "tools/train/descent.hpp"

#include <cmath>
#include <utility>

namespace murmuration::train {
namespace {

/// Marsaglia's xorshift: small, fast, and the same everywhere.
class random_bits {
public:
  explicit random_bits(std::uint64_t seed)
    : state_(seed * 0x9E3779B97F4A7C15 | 1) {}

  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }

private:
  std::uint64_t state_;
};

/// How often the weights are added to the average, in rows.
constexpr std::uint64_t average_every = 4000;

/// The average starts behind the first epoch, whose weights are far off.
constexpr int epochs_before_average = 1;

/// The bias learns slowly: it must not become the answer to every short text.
constexpr double bias_rate = .01;

class descent {
public:
  descent(const feature_table& features, std::size_t places,
          const descent_options& options)
    : features_(features)
    , options_(options)
    , random_(options.seed)
    , dropped_(static_cast<std::uint8_t>(options.dropout * 256))
    , kept_value_(256. / (256 - dropped_))
    , weights_(places)
    , sums_(places) {}

  linear_weights run(std::vector<training_row>& rows) {
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      shuffle(rows);
      for (auto& row : rows) {
        step(row);
        if (epochs_before_average <= epoch && steps_ % average_every == 0)
          average();
      }
    }
    if (averages_ == 0)
      average();
    linear_weights result{std::move(sums_), bias_sum_ / averages_};
    for (auto& x : result.weights)
      x = static_cast<float>(x / averages_);
    return result;
  }

private:
  void shuffle(std::vector<training_row>& rows) {
    for (auto i = rows.size(); i > 1; --i)
      std::swap(rows[i - 1], rows[random_.next() % i]);
  }

  /// Draws which features stay.
  void choose(std::size_t text) {
    words_.clear();
    grams_.clear();
    std::uint64_t bits = 0;
    int left = 0;
    for (auto place : features_.places(text)) {
      if (left-- == 0) {
        bits = random_.next();
        left = 7;
      }
      auto keep = static_cast<std::uint8_t>(bits) >= dropped_;
      bits >>= 8;
      if (keep)
        (place & feature_table::gram_bit ? grams_ : words_)
            .push_back(place & ~feature_table::gram_bit);
    }
  }

  void step(const training_row& row) {
    ++steps_;
    choose(row.text);
    auto value = kept_value_
                 / std::sqrt(features_.tokens(row.text) + options_.smoothing);
    float words = 0;
    float grams = 0;
    for (auto x : words_)
      words += weights_[x];
    for (auto x : grams_)
      grams += weights_[x];
    auto margin =
        (words + options_.gram_share * grams) * value * scale_ + bias_;
    auto error = row.target - 1 / (1 + std::exp(-margin));
    auto rate = options_.rate
                / std::pow(1
                               + options_.rate * options_.shrinkage
                                     * static_cast<double>(steps_),
                           .75);
    // The shrinking of all weights is kept in one factor.
    scale_ *= 1 - rate * options_.shrinkage;
    auto change = rate * row.weight * error;
    bias_ += change * bias_rate;
    auto for_words = static_cast<float>(change * value / scale_);
    auto for_grams = static_cast<float>(for_words * options_.gram_share);
    for (auto x : words_)
      weights_[x] += for_words;
    for (auto x : grams_)
      weights_[x] += for_grams;
  }

  void average() {
    auto scale = static_cast<float>(scale_);
    for (std::size_t i = 0; i < sums_.size(); ++i)
      sums_[i] += weights_[i] * scale;
    bias_sum_ += bias_;
    ++averages_;
  }

  const feature_table& features_;
  const descent_options& options_;
  random_bits random_;
  std::uint8_t dropped_;
  double kept_value_;
  std::vector<float> weights_; ///< to be multiplied by `scale_`
  std::vector<float> sums_;
  double scale_ = 1;
  double bias_ = 0;
  double bias_sum_ = 0;
  int averages_ = 0;
  std::uint64_t steps_ = 0;
  std::vector<std::uint32_t> words_; ///< places that stay in this step
  std::vector<std::uint32_t> grams_;
};

} // namespace

double linear_weights::margin(const feature_table& features, std::size_t text,
                              const descent_options& options) const {
  double words = 0;
  double grams = 0;
  for (auto place : features.places(text)) {
    if (place & feature_table::gram_bit)
      grams += weights[place & ~feature_table::gram_bit];
    else
      words += weights[place];
  }
  return (words + options.gram_share * grams)
             / std::sqrt(features.tokens(text) + options.smoothing)
         + bias;
}

linear_weights descend(const feature_table& features,
                       std::vector<training_row> rows, std::size_t places,
                       const descent_options& options) {
  return descent{features, places, options}.run(rows);
}

} // namespace murmuration::train
