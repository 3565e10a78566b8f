/// The file of a hashed model: one JSON object, format "murmuration-hashed",
/// version 1; the members stand in config/models/README.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration {

/// A hashed linear model. A text's margin is
///   (words + gram_share · grams) · scale / √(tokens + smoothing) + bias
/// with the sums of its features' weights; its sigmoid is the probability of
/// `positive`. Exactly one of `bytes` and `floats` holds the 2^bits weights.
struct hashed_parameters {
  std::vector<std::string> languages; ///< that it knows, such as "en"
  int bits = 18;
  std::uint64_t hash_seed = 0;
  double gram_share = 1;
  double smoothing = 10; ///< above 0
  double scale = 1;      ///< above 0; the calibration is within
  double bias = 0;
  std::vector<std::int8_t> bytes;
  std::vector<float> floats;

  /// For people: when and of what it was made, what was measured.
  std::map<std::string, std::string> about;
  std::map<std::string, double> measured;
};

/// Whether the bytes of a file look like a hashed model, and not like A's.
bool is_hashed_model(std::string_view bytes);

/// `file` is for the messages. Throws std::runtime_error: what is wrong,
/// where, what to do.
hashed_parameters parse_hashed_model(const std::string& bytes,
                                     const std::filesystem::path& file);

/// The same parameters give the same bytes.
std::string print_hashed_model(const hashed_parameters& model);

} // namespace murmuration
