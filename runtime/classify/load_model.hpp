/// Loads a sentiment model of either kind; which one it is, its file says.
///   auto model = load_model({.model = "model.json", .neutral_band = .1});
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "runtime/classify/sentiment_model.hpp"

namespace murmuration {

struct model_request {
  std::filesystem::path model;
  /// A's word list; not looked at for a hashed model.
  std::filesystem::path vocabulary;
  /// See hashed_model.hpp; A's models have no neutral answer.
  double neutral_band = 0;
};

/// Throws std::runtime_error: what is wrong, in which file, what to do.
std::unique_ptr<sentiment_model> load_model(const model_request& asked);

/// Throws std::invalid_argument when `wanted`, as in `classifier.languages`,
/// names a language that the model's file does not. A model that names none
/// takes every language.
void require_languages(const sentiment_model& model,
                       const std::vector<std::string>& wanted);

} // namespace murmuration
