/// A set of ids that only grows until it is cleared. Not thread-safe.
///
///   ids.add("1201");
///   if (ids.contains(id)) …
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"
#include "runtime/count/bytes_hash.hpp"
#include "runtime/count/hash_index.hpp"

namespace murmuration {

class id_set {
public:
  void add(std::string_view id) {
    auto hash = bytes_hash(id);
    if (find(id, hash) != hash_index::none)
      return;
    index_.add(hash, static_cast<std::uint32_t>(ids_.size()));
    ids_.push_back(bytes_.copy(id));
  }

  bool contains(std::string_view id) const {
    return find(id, bytes_hash(id)) != hash_index::none;
  }
  std::size_t size() const {
    return ids_.size();
  }

  /// Ascending.
  std::vector<std::string> sorted() const {
    auto all = ids_;
    std::sort(all.begin(), all.end());
    return {all.begin(), all.end()};
  }

  void clear() {
    index_.clear();
    ids_.clear();
    bytes_ = {};
  }

private:
  std::uint32_t find(std::string_view id, std::uint64_t hash) const {
    return index_.find(hash, [&](std::uint32_t x) { return ids_[x] == id; });
  }

  hash_index index_;
  std::vector<std::string_view> ids_;
  arena bytes_;
};

} // namespace murmuration
