/// How a feature of a text becomes a place in a table of weights. The numbers
/// here are part of the model file's format ("murmuration-hashed", version 1):
/// other numbers need another version.
///   feature_hash places{18, seed};
///   weights[places(units, feature_hash::gram_3)]
#pragma once

#include <bit>
#include <cstdint>

namespace murmuration {

class feature_hash {
public:
  /// Marks that keep the kinds of features apart.
  enum kind : std::uint64_t {
    word = 0,
    pair = 0x1C69B3F74AC4AE35,
    mark = 0x27D4EB2F165667C5,
    gram_3 = 0x3300000000000000,
    gram_4 = 0x4400000000000000,
    gram_5 = 0x5500000000000000,
  };

  /// What a word that stands behind a negation is combined with.
  static constexpr std::uint64_t negated = 0x5BD1E995ABCDEF01;

  static constexpr int bits_min = 10;
  static constexpr int bits_max = 22;

  /// A table of 2^`bits` places.
  feature_hash(int bits, std::uint64_t seed)
    : seed_(seed)
    , shift_(64 - bits) {}

  std::uint32_t operator()(std::uint64_t x, kind what) const {
    return static_cast<std::uint32_t>(((x ^ what ^ seed_) * multiplier)
                                      >> shift_);
  }

  /// Two neighbours, in order.
  static constexpr std::uint64_t pair_of(std::uint64_t first,
                                         std::uint64_t second) {
    return std::rotl(first, 23) * 3 + second;
  }

  /// The hash of a word, character by character (FNV-1a's step on 64 bits).
  static constexpr std::uint64_t word_start = 0xCBF29CE484222325;
  static constexpr std::uint64_t word_step(std::uint64_t hash,
                                           std::uint64_t character) {
    return (hash ^ character) * 0x100000001B3;
  }

private:
  static constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15;

  std::uint64_t seed_;
  int shift_;
};

} // namespace murmuration
