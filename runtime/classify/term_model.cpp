#include "runtime/classify/term_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "runtime/classify/model_file.hpp"
#include "runtime/classify/placeholders.hpp"
#include "runtime/classify/term_table.hpp"
#include "runtime/classify/tokenizer.hpp"

namespace murmuration {
namespace {

/// How often each term occurs. One a thread, so that classifying allocates
/// nothing; all counts are 0 between two texts.
struct term_counts {
  std::vector<std::uint32_t> counts; ///< one a term of the largest model
  std::vector<std::uint32_t> seen;   ///< the terms that are not 0
};

thread_local term_counts scratch;

class term_model final : public sentiment_model {
public:
  explicit term_model(model_file file)
    : weights_(std::move(file.weights))
    , terms_(std::move(file.terms))
    , intercept_(file.intercept)
    , id_(file.id) {}

  bool repeats_terms() const {
    return terms_.distinct() != terms_.size();
  }

  std::uint64_t id() const override {
    return id_;
  }

  verdict classify(std::string_view text) const override {
    auto& [counts, seen] = scratch;
    if (counts.size() < weights_.size())
      counts.resize(weights_.size());
    auto count = [&](std::string_view word) {
      auto term = terms_.find(word);
      if (term != term_table::none && counts[term]++ == 0)
        seen.push_back(term);
    };
    word_stream words{count};
    clean_up(
        text,
        [&](std::string_view piece, bool first, bool last) {
          words.feed(piece, {!first, !last});
        },
        [&](std::string_view name) { words.feed(name); });
    words.finish();
    return decide(margin());
  }

private:
  /// w·x + intercept. In the order of the vocabulary, as A's sparse vector
  /// sums: another order could round a near tie to the other side.
  double margin() const {
    auto& [counts, seen] = scratch;
    std::sort(seen.begin(), seen.end());
    double sum = 0;
    for (auto term : seen) {
      sum += weights_[term] * counts[term];
      counts[term] = 0;
    }
    seen.clear();
    return sum + intercept_;
  }

  /// As Spark's LogisticRegressionModel: a margin so small that the sigmoid
  /// rounds to 0.5 is negative.
  static verdict decide(double margin) {
    double positive;
    if (margin > 0) {
      positive = 1 / (1 + std::exp(-margin));
    } else {
      auto odds = std::exp(margin);
      positive = odds / (1 + odds);
    }
    if (positive > 0.5)
      return {sentiment::positive, positive};
    return {sentiment::negative, 1 - positive};
  }

  std::vector<double> weights_;
  term_table terms_;
  double intercept_;
  std::uint64_t id_;
};

} // namespace

std::unique_ptr<sentiment_model>
load_term_model(const std::filesystem::path& model,
                const std::filesystem::path& vocabulary) {
  auto result =
      std::make_unique<term_model>(read_model_file(model, vocabulary));
  if (result->repeats_terms())
    throw std::runtime_error("model file " + vocabulary.string()
                             + ": a line occurs twice, so the weights do not "
                               "fit; use the file the model was made with");
  return result;
}

} // namespace murmuration
