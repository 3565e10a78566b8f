/// Asks a model about labelled rows and tells how it did.
#pragma once

#include <string>
#include <vector>

#include "runtime/classify/sentiment_model.hpp"
#include "tools/train/measure.hpp"
#include "tools/train/rows.hpp"

namespace murmuration::train {

/// What the model says with a neutral band.
struct decided_share {
  std::uint64_t neutral = 0;
  std::uint64_t none = 0;
  figures decided; ///< of the rows that are neither
};

/// Probability of positive; 1/2 where the model has no evidence. `model` has
/// no neutral band.
std::vector<prediction> ask(const sentiment_model& model, const rows& data);

decided_share ask_with_neutral(const sentiment_model& model, const rows& data);

/// Share of the rows with the same label in both.
double agreement(const std::vector<prediction>& a,
                 const std::vector<prediction>& b);

/// What `evaluate` found.
struct evaluation {
  figures all;
  const decided_share* with_neutral = nullptr;
  const double* agreement = nullptr;
  std::size_t bad_rows = 0;
};

std::string as_json(const evaluation& x);

/// For people.
std::string as_table(const evaluation& x);

} // namespace murmuration::train
