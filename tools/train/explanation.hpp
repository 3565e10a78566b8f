/// Why a hashed model says what it says: what each word of a text added to the
/// margin.
#pragma once

#include <string>
#include <string_view>

#include "runtime/classify/hashed_model.hpp"

namespace murmuration::train {

/// A table for people: a line a word or mark, strongest first, with what it
/// added itself (`_NEG` behind a negation), as a pair with the one before, and
/// by its sequences of characters; then the sum, the probability, the label.
std::string explain(const hashed_model& model, std::string_view text);

} // namespace murmuration::train
