/// How a model is made of rows: what counts how much, the descent, the
/// calibration, the rounding to bytes.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "runtime/classify/hashed_file.hpp"
#include "tools/train/descent.hpp"
#include "tools/train/measure.hpp"
#include "tools/train/rows.hpp"

namespace murmuration::train {

/// The source of the word list's rows.
inline constexpr auto words_source = "words";

struct recipe {
  int bits = 20;
  std::uint64_t hash_seed = 20261121;
  descent_options descent;
  /// What a row of a source weighs; 1 where nothing is said. Within a source
  /// the two classes weigh the same.
  std::map<std::string, double> weights{
      {"semeval13_16", 3}, {"kaggle_tse", 3}, {words_source, 25}};
  bool as_floats = false; ///< no rounding to bytes
  unsigned threads = 1;   ///< changes nothing but the time it takes
};

struct fitted {
  hashed_parameters model;
  figures held_out;       ///< of a model that has not seen a tenth of the rows
  std::uint64_t rows = 0; ///< without those of the word list
};

/// Throws std::runtime_error when only one class occurs.
fitted fit(const rows& data, const recipe& how);

/// Which rows a model is trained on and which it is asked about, by the row's
/// number; a row may be in neither.
using row_choice = std::function<bool(std::size_t)>;

/// Trains on the rows of `train`, predicts those of `ask`, in their order.
std::vector<prediction> cross(const rows& data, const feature_table& features,
                              const recipe& how, const row_choice& train,
                              const row_choice& ask);

feature_table features_of(const rows& data, const recipe& how);

/// One of ten parts, by the text alone, so that repeats stay together.
unsigned tenth_of(std::string_view text);

} // namespace murmuration::train
