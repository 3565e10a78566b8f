/// The commands of murmuration-train. Each throws std::exception with what is
/// wrong; what it found goes to standard output, what it noticed to standard
/// error.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/train/recipe.hpp"

namespace murmuration::train {

struct fit_request {
  std::vector<std::filesystem::path> data;
  std::filesystem::path out = "model.json";
  std::vector<std::string> languages{"en"};
  std::string description; ///< empty: the names of the files
  std::string date;        ///< YYYY-MM-DD
  bool word_list = true;
  recipe how;
};

/// Reads, trains, writes the model; prints the held-out figures as JSON.
void run_fit(const fit_request& asked);

struct evaluate_request {
  std::vector<std::filesystem::path> data;
  std::filesystem::path model;
  std::filesystem::path vocabulary; ///< of A's models
  std::filesystem::path against;    ///< a second model, or empty
  bool with_neutral = false;
  double neutral_band = 0;
};

void run_evaluate(const evaluate_request& asked);

/// Prints why the model says what it says about the text.
void run_explain(const std::filesystem::path& model, double neutral_band,
                 const std::string& text);

/// Leaves out one source after the other, then a tenth of the texts, and
/// prints a line of figures each: what features and options are chosen by.
void run_validate(const fit_request& asked);

} // namespace murmuration::train
