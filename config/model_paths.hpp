/// Finds the sentiment model's files.
///
///   auto files = resolve_model_paths(config, this_executable());
#pragma once

#include <filesystem>

#include "config/settings.hpp"

namespace murmuration {

struct model_paths {
  std::filesystem::path model;
  std::filesystem::path vocabulary; ///< need not exist: most models have none
};

/// The files of `classifier.model` and `classifier.vocabulary`. Without a
/// model in the config it is the one that belongs to `executable`: installed
/// beside it, or, for a program in the build tree, in the sources. Throws
/// `config_error` when a file that was named is missing, or no model is
/// installed, with the places looked at.
model_paths resolve_model_paths(const settings& config,
                                const std::filesystem::path& executable);

/// The program that runs.
std::filesystem::path this_executable();

} // namespace murmuration
