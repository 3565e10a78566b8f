/// The languages of fake tweets: how common each is and what its words are.
#pragma once

#include <span>
#include <string_view>

#include "tools/inject/dice.hpp"
#include "tools/inject/word.hpp"

namespace murmuration::inject {

struct language {
  std::string_view code;
  double share = 0; ///< of all tweets
  std::span<const word> words;
  bool spaces = true; ///< between words
};

/// Drawn by its share of a real stream.
const language& draw_language(dice& rolls);

std::span<const word> emoji();

/// Parts that made-up names are put together from.
std::span<const word> syllables();

} // namespace murmuration::inject
