/// The terms of a vocabulary, each with its index: a flat hash table that is
/// built once and then only read, from any thread.
///   term_table table{{"good", "bad"}};
///   table.find("bad")   // 1
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration {

class term_table {
public:
  static constexpr std::uint32_t none = UINT32_MAX;

  explicit term_table(std::vector<std::string> terms);

  /// Index of the term, or `none`. Of equal terms the last one's, as in the
  /// Python dictionary that A builds.
  std::uint32_t find(std::string_view term) const;

  std::size_t size() const {
    return terms_.size();
  }

  /// How many different terms there are.
  std::size_t distinct() const {
    return distinct_;
  }

private:
  struct slot {
    std::uint32_t tag = 0; ///< upper half of the hash
    std::uint32_t index = none;
  };

  std::vector<std::string> terms_;
  std::vector<slot> slots_; ///< a power of two, at most a quarter in use
  std::size_t distinct_ = 0;
};

} // namespace murmuration
