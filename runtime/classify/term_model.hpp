/// A's sentiment model: logistic regression over the frequencies of some
/// thousand known words. Gives the labels that A's Python code gives, positive
/// or negative for every text.
///   auto model = load_term_model("model.json", "most_used_words.csv");
#pragma once

#include <filesystem>
#include <memory>

#include "runtime/classify/sentiment_model.hpp"

namespace murmuration {

/// Reads `{"weights": [n numbers], "intercept": number}` and a vocabulary of
/// one term a line. The text is split at each newline, an empty last line is a
/// term too; four placeholders follow (see placeholders.hpp), so n is the
/// number of lines + 4. Files are at most 64 MiB. Throws std::runtime_error:
/// what is wrong, in which file, what to do.
std::unique_ptr<sentiment_model>
load_term_model(const std::filesystem::path& model,
                const std::filesystem::path& vocabulary);

} // namespace murmuration
