/// The ids of tweets that were taken back, the latest `max` of them: a notice
/// may come before its tweet, when they lie in different partitions. Numbers
/// what it is given, so that a reader can ask for what is new. Not
/// thread-safe.
///
///   ids.add("1201");
///   for (auto& id : ids.since(seen)) …;
///   seen = ids.added();
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace murmuration {

class deleted_ids {
public:
  /// At 2,000 records a second with Twitter's share of notices, 70 seconds;
  /// 2 MB, of which a snapshot holds 300 KB.
  static constexpr std::size_t max = 16'384;

  deleted_ids() = default;
  deleted_ids(deleted_ids&&) = default; // what lies in a deque stays there
  deleted_ids& operator=(deleted_ids&&) = default;

  /// Changes nothing when the id is held already, or is empty.
  void add(const std::string& id);

  bool contains(const std::string& id) const {
    return known_.contains(id);
  }
  /// How many were added so far, those that are gone included.
  std::uint64_t added() const {
    return added_;
  }
  /// Those behind the first `seen`, as far as they are held, oldest first.
  std::vector<std::string> since(std::uint64_t seen) const;
  std::vector<std::string> all() const {
    return since(0);
  }

private:
  std::uint64_t added_ = 0;
  std::deque<std::string> order_;              ///< oldest first
  std::unordered_set<std::string_view> known_; ///< views of `order_`
};

} // namespace murmuration
