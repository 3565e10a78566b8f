/// The ids seen lately, to drop what X repeats after a reconnect. One thread.
///
/// Remembers the last 524,288 ids at least and 1,048,576 at most, in at most
/// 16 MiB (24 while a table grows): two flat tables, of which the older one is
/// dropped when the newer is full.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace murmuration::tweets {

class recent_ids {
public:
  static constexpr std::size_t kept_min = 524'288;

  /// `kept` is a power of two; other values than the default are for tests.
  explicit recent_ids(std::size_t kept = kept_min);

  bool contains(std::uint64_t id) const;
  /// False when it was there already.
  bool insert(std::uint64_t id);

private:
  /// Open addressing, half full at most; 0 is an empty place.
  using table = std::vector<std::uint64_t>;
  static std::size_t place(const table& in, std::uint64_t id);
  void grow();

  std::size_t kept_;
  std::size_t size_ = 0; ///< of `newer_`
  table newer_;          ///< grows up to twice `kept_`
  table older_;          ///< empty at first
  bool zero_ = false;    ///< whether the id 0 was seen
};

} // namespace murmuration::tweets
