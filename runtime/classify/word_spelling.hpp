/// Reads one word of a text for the feature walk: its hash and its sequences of
/// characters. Stateless.
///   auto found = spell(next, end, places, [&](std::uint32_t place) { … });
#pragma once

#include <cstdint>

#include "runtime/classify/feature_hash.hpp"
#include "runtime/classify/negations.hpp"
#include "runtime/classify/other_character.hpp"
#include "runtime/classify/text_bytes.hpp"

namespace murmuration {

struct spelled_word {
  const char* end = nullptr;
  std::uint64_t hash = 0;
  std::uint64_t units = 0; ///< its last characters
};

template <class Gram>
void grams(std::uint64_t units, std::uint32_t length,
           const feature_hash& places, Gram& gram) {
  if (length < 3)
    return;
  gram(places(units & 0xFFFFFF, feature_hash::gram_3));
  if (length < 4)
    return;
  gram(places(units & 0xFFFFFFFF, feature_hash::gram_4));
  if (length < 5)
    return;
  gram(places(units & 0xFFFFFFFFFF, feature_hash::gram_5));
}

/// Calls gram(place) for each sequence of the word at `next`.
template <class Gram>
spelled_word spell(const char* next, const char* end,
                   const feature_hash& places, Gram&& gram) {
  std::uint64_t hash = feature_hash::word_start;
  std::uint64_t units = word_edge;
  std::uint64_t last = 0;
  std::uint64_t before_last = 0;
  std::uint32_t length = 1;
  while (next != end) {
    std::uint64_t unit = folded(*next);
    auto point = unit;
    if (unit != 0) {
      ++next;
    } else if (*next == '\'' || *next == '`') {
      if (end - next < 2 || !is_letter(next[1]))
        break;
      ++next;
      unit = point = '\'';
    } else if (*next == '&' || static_cast<unsigned char>(*next) > 0x7F) {
      auto found = inside_of_word(next, end);
      if (found.size > 0) {
        next += found.size;
        if (found.joiner)
          continue;
        unit = point = '\'';
      } else if (*next == '&') {
        break;
      } else {
        auto other = read_other(next, end);
        if (other.what != other_character::role::letter)
          break;
        next += other.size;
        point = other.point;
        unit = 0x80 | (static_cast<std::uint32_t>(point * 0x9E3779B1u) >> 25);
      }
    } else {
      break;
    }
    if (point == last && point == before_last && point > '9')
      continue; // sooooo is soo
    before_last = last;
    last = point;
    hash = feature_hash::word_step(hash, point);
    units = units << 8 | unit;
    grams(units, ++length, places, gram);
  }
  grams(units << 8 | word_edge, ++length, places, gram);
  return {next, hash, units};
}

} // namespace murmuration
