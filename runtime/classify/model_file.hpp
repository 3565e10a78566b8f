/// Reading the two files of A's model.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace murmuration {

struct model_file {
  std::vector<double> weights;
  double intercept = 0;
  std::vector<std::string> terms; ///< one a weight, placeholders included
  std::uint64_t id = 0;           ///< hash of both files' bytes
};

/// The bytes of a file of at most 64 MiB. Throws std::runtime_error, which
/// names the file and the keys that it comes from.
std::string read_whole_file(const std::filesystem::path& file);

/// Throws std::runtime_error, also when the sizes do not match.
model_file read_model_file(const std::filesystem::path& model,
                           const std::filesystem::path& vocabulary);

} // namespace murmuration
