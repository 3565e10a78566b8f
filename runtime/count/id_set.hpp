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
#include "runtime/count/best_list.hpp"
#include "runtime/count/bytes_hash.hpp"
#include "runtime/count/hash_index.hpp"
#include "runtime/count/sort_by_number.hpp"

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
    // Ids of one time begin alike.
    auto alike = ids_.empty() ? std::size_t{0} : ids_.front().size();
    for (auto id : ids_) {
      alike = std::min(alike, id.size());
      while (id.substr(0, alike) != ids_.front().substr(0, alike))
        --alike;
    }
    std::vector<ranked> all;
    all.reserve(ids_.size());
    for (auto id : ids_)
      all.push_back({head_of(id.substr(alike)), id});
    sort_by_number(
        all, [](const ranked& x) { return x.head; },
        [](const ranked& x, const ranked& y) { return x.id < y.id; });
    std::vector<std::string> result;
    result.reserve(all.size());
    for (const auto& x : all)
      result.emplace_back(x.id);
    return result;
  }

  void clear() {
    index_.clear();
    ids_.clear();
    bytes_ = {};
  }

private:
  struct ranked {
    std::uint64_t head; ///< of what is behind the bytes that all begin with
    std::string_view id;
  };

  std::uint32_t find(std::string_view id, std::uint64_t hash) const {
    return index_.find(hash, [&](std::uint32_t x) { return ids_[x] == id; });
  }

  hash_index index_;
  std::vector<std::string_view> ids_;
  arena bytes_;
};

} // namespace murmuration
