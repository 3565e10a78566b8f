/// Which row holds which tweet, so that a delete notice finds it. Holds the
/// newest 500,000 rows: a day at five a second; 25 MB. Not thread-safe.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/serving/row_key.hpp"

namespace murmuration::serving {

class text_index {
public:
  static constexpr std::size_t max = 500'000;

  /// A row that is newer than all that are held.
  void add(std::string_view id, row_place where);
  /// A row that is older than all; left out when there is no room.
  void add_older(std::string_view id, row_place where);
  /// Where the tweet is, in more than one row if it was sent more than once;
  /// it is forgotten.
  std::vector<row_place> take(std::string_view id);
  /// Forgets the rows before this time.
  void forget_before(std::int64_t us);
  void clear();

  std::size_t size() const {
    return places_.size();
  }

private:
  using hash = std::size_t; // 64 bits: no two of the ids that are held collide

  static hash hash_of(std::string_view id) {
    return std::hash<std::string_view>{}(id);
  }
  void drop_oldest();

  std::unordered_multimap<hash, row_place> places_;
  std::deque<std::pair<hash, std::int64_t>> order_; ///< the oldest first
};

} // namespace murmuration::serving
