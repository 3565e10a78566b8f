/// Words that turn what follows them. English; in a text of another language
/// they hardly occur.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace murmuration {

/// The last eight characters of a word, the newest lowest; what a feature walk
/// keeps. A word of up to seven stands behind the mark of its beginning.
constexpr std::uint64_t word_edge = 1;

constexpr std::uint64_t last_units(std::string_view word) {
  std::uint64_t units = word_edge;
  for (char c : word)
    units = units << 8 | static_cast<unsigned char>(c);
  return units;
}

class negation_table {
public:
  constexpr negation_table() {
    for (std::string_view word :
         {"not",    "no",     "never",   "dont",    "cant",     "wont",
          "didnt",  "doesnt", "isnt",    "aint",    "wasnt",    "couldnt",
          "havent", "hasnt",  "hadnt",   "arent",   "shouldnt", "wouldnt",
          "werent", "cannot", "nothing", "none",    "nobody",   "neither",
          "nor",    "hardly", "without", "nowhere", "barely",   "dnt"}) {
      auto units = last_units(word);
      auto at = place(units);
      while (slots_[at] != 0)
        at = (at + 1) % slots_.size();
      slots_[at] = units;
    }
  }

  constexpr bool has(std::uint64_t units) const {
    auto at = place(units);
    while (slots_[at] != 0 && slots_[at] != units)
      at = (at + 1) % slots_.size();
    return slots_[at] == units;
  }

private:
  static constexpr std::size_t place(std::uint64_t units) {
    return units * 0x9E3779B97F4A7C15 >> 56;
  }

  std::array<std::uint64_t, 256> slots_{};
};

inline constexpr negation_table negations;

/// `units`: the last eight characters of a word that has ended.
constexpr bool negates(std::uint64_t units) {
  constexpr auto ending = last_units("n't") & 0xFFFFFF;
  return (units & 0xFFFFFF) == ending || negations.has(units);
}

} // namespace murmuration
