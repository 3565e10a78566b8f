/// The lists that are compared: each says which tags it shows now.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/count/list_state.hpp"
#include "tools/bench/trends/stream.hpp"

namespace murmuration::bench {

using shown_tags = std::set<std::uint32_t>;

/// The engine's own lists, fed as by deltas of one second.
class engine_lists {
public:
  explicit engine_lists(const trend_settings& rule);

  void take(const std::vector<use>& uses);
  void look();

  shown_tags trending() const; ///< all of them, not only ten
  shown_tags window_top(std::size_t which) const;
  shown_tags all_time_top();

private:
  std::uint32_t number_of(const std::string& key) const {
    return static_cast<std::uint32_t>(std::stoul(key.substr(3)));
  }

  tag_table table_{10};
  list_state lists_;
  lists_view view_;
  std::int64_t second_ = 1'600'000'000;
};

/// Plain chi-square: uses of the last five minutes against what the hour
/// before lets expect, at p = .001, and four uses at least.
class chi_square {
public:
  void take(const std::vector<use>& uses);
  shown_tags shown() const;

private:
  struct counts {
    int now = 0;
    int past = 0;
  };

  std::deque<std::vector<use>> seconds_;
  std::unordered_map<std::uint32_t, counts> tags_;
  counts all_;
};

} // namespace murmuration::bench
