#include "runtime/classify/hashed_model.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "runtime/classify/feature_walk.hpp"
#include "runtime/classify/word_hash.hpp"

namespace murmuration {
namespace {

/// Asks for each weight as soon as its place is known and adds it up later: the
/// table is larger than the inner caches, and the walk does not wait for it.
template <class Weight, class Sum>
class summing {
public:
  explicit summing(const Weight* weights)
    : weights_(weights) {}

  void word(std::uint32_t place) {
    words_.add(place, weights_);
  }
  void gram(std::uint32_t place) {
    grams_.add(place, weights_);
  }

  Sum words() {
    return words_.total(weights_);
  }
  Sum grams() {
    return grams_.total(weights_);
  }

private:
  /// A tweet rarely has more places; of a longer text they are added up
  /// whenever the list is full.
  class waiting {
  public:
    void add(std::uint32_t place, const Weight* weights) {
      __builtin_prefetch(weights + place);
      places_[size_++] = place;
      if (size_ == places_.size())
        total(weights);
    }

    Sum total(const Weight* weights) {
      for (std::size_t i = 0; i < size_; ++i)
        sum_ += weights[places_[i]];
      size_ = 0;
      return sum_;
    }

  private:
    std::array<std::uint32_t, 512> places_;
    std::size_t size_ = 0;
    Sum sum_ = 0;
  };

  const Weight* weights_;
  waiting words_;
  waiting grams_;
};

/// The same sums. Whole numbers, so that their order does not matter.
class summing_known : public summing<std::int8_t, std::int64_t> {
public:
  summing_known(const std::int8_t* weights, word_memo& memo)
    : summing(weights)
    , weights_(weights)
    , memo_(memo) {}

  word_memo& memo() {
    return memo_;
  }
  std::int32_t weight(std::uint32_t place) const {
    return weights_[place];
  }
  void known(const word_memo::known_word& x, bool negated) {
    words_ += negated ? x.negated : x.weight;
    grams_ += x.grams;
  }

  std::int64_t words() {
    return summing::words() + words_;
  }
  std::int64_t grams() {
    return summing::grams() + grams_;
  }

private:
  const std::int8_t* weights_;
  word_memo& memo_;
  std::int64_t words_ = 0;
  std::int64_t grams_ = 0;
};

} // namespace

class hashed_model::remembering final : public sentiment_model::reader {
public:
  explicit remembering(const hashed_model& model)
    : model_(model) {}

  verdict classify(std::string_view text) override {
    summing_known sums{model_.parameters_.bytes.data(), memo_};
    return model_.verdict_of(model_.reading_of(text, sums));
  }

private:
  const hashed_model& model_;
  word_memo memo_;
};

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

template <class Sums>
hashed_model::reading hashed_model::reading_of(std::string_view text,
                                               Sums&& sums) const {
  auto tokens = walk_features(text, places_, sums);
  if (tokens == 0)
    return {};
  auto margin = (static_cast<double>(sums.words())
                 + parameters_.gram_share * static_cast<double>(sums.grams()))
                    * parameters_.scale
                    / std::sqrt(tokens + parameters_.smoothing)
                + parameters_.bias;
  return {1 / (1 + std::exp(-margin)), tokens};
}

hashed_model::reading hashed_model::read(std::string_view text) const {
  if (!parameters_.bytes.empty())
    return reading_of(
        text, summing<std::int8_t, std::int64_t>{parameters_.bytes.data()});
  return reading_of(text, summing<float, double>{parameters_.floats.data()});
}

sentiment_model::verdict hashed_model::classify(std::string_view text) const {
  return verdict_of(read(text));
}

std::unique_ptr<sentiment_model::reader> hashed_model::make_reader() const {
  // The sum of floats depends on their order.
  if (parameters_.bytes.empty())
    return sentiment_model::make_reader();
  return std::make_unique<remembering>(*this);
}

sentiment_model::verdict hashed_model::verdict_of(const reading& x) const {
  auto [positive, tokens] = x;
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
