/// The features of many texts, taken once and then read many times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/classify/feature_hash.hpp"
#include "tools/train/rows.hpp"

namespace murmuration::train {

class feature_table {
public:
  /// Set in a place that is a sequence of characters, not a word or a pair.
  static constexpr std::uint32_t gram_bit = 1u << 31;

  /// `threads` at least 1; the result does not depend on it.
  feature_table(const std::vector<labelled_text>& texts,
                const feature_hash& places, unsigned threads);

  std::size_t size() const {
    return tokens_.size();
  }
  std::span<const std::uint32_t> places(std::size_t text) const {
    return {places_.data() + begins_[text], begins_[text + 1] - begins_[text]};
  }
  /// As feature_walk counts them.
  std::uint32_t tokens(std::size_t text) const {
    return tokens_[text];
  }

private:
  std::vector<std::uint32_t> places_;
  std::vector<std::size_t> begins_; ///< one more than texts
  std::vector<std::uint32_t> tokens_;
};

} // namespace murmuration::train
