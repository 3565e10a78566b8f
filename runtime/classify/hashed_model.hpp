/// A linear model over hashed features of the text: words, pairs, sequences of
/// characters, faces and emoji. Says positive, negative or neutral, and `none`
/// where a text holds nothing but placeholders and marks.
///   hashed_model model{parse_hashed_model(bytes, file), 0.05, hash};
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/classify/feature_hash.hpp"
#include "runtime/classify/hashed_file.hpp"
#include "runtime/classify/sentiment_model.hpp"

namespace murmuration {

class hashed_model final : public sentiment_model {
public:
  /// What a text is, before a label is chosen.
  struct reading {
    double positive = .5; ///< the probability, calibrated
    std::uint32_t tokens = 0;
  };

  /// `neutral_band`: a text is neutral when the probability of positive is
  /// within this distance of 1/2; from 0 (never) to 0.5. `file_hash`: of the
  /// file's bytes.
  hashed_model(hashed_parameters parameters, double neutral_band,
               std::uint64_t file_hash);

  verdict classify(std::string_view text) const override;
  std::unique_ptr<reader> make_reader() const override;
  std::uint64_t id() const override;
  const std::vector<std::string>& languages() const override;

  reading read(std::string_view text) const;

  const hashed_parameters& parameters() const {
    return parameters_;
  }

private:
  class remembering;

  /// Of a text whose features were added up.
  template <class Sums>
  reading reading_of(std::string_view text, Sums&& sums) const;
  verdict verdict_of(const reading& x) const;

  hashed_parameters parameters_;
  feature_hash places_;
  double neutral_band_;
  std::uint64_t id_;
};

} // namespace murmuration
