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
#include <string>
#include <string_view>
#include <vector>

namespace murmuration {

class deleted_ids {
public:
  /// At 2,000 records a second with Twitter's share of notices, 70 seconds;
  /// 2 MB, of which a snapshot holds 300 KB.
  static constexpr std::size_t max = 16'384;

  /// Changes nothing when the id is held already, or is empty.
  void add(const std::string& id);

  bool contains(std::string_view id) const {
    return !slots_.empty() && slots_[find(id, mark_of(id))].place != none;
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
  static constexpr std::uint32_t none = 0xffffffff;
  static constexpr std::size_t slots = 4 * max; ///< a power of two

  struct slot {
    std::uint32_t mark = 0; ///< a part of the hash: where it would like to be
    std::uint32_t place = none;
  };

  static std::uint32_t mark_of(std::string_view id);
  /// The slot that holds the id, or the free one where it belongs.
  std::size_t find(std::string_view id, std::uint32_t mark) const;
  void erase(std::string_view id);

  std::uint64_t added_ = 0;
  std::vector<std::string> ring_; ///< id number n at n % max
  std::vector<slot> slots_;       ///< none before the first id
};

} // namespace murmuration
