/// What several memory_stores share: the cells, as HBase would keep them.
///
/// With a clock, every write gets the time of the server that holds its key.
/// Clocks of servers differ, so that HBase's rule shows: a delete leaves a
/// tombstone, and a write whose time is not after it is acknowledged and
/// invisible; so is one that is older than the cell it would replace.
///
/// Writes can be held back, to be applied later: the writer was told nothing,
/// and may be dead by then. No threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace murmuration {

class memory_cells {
public:
  enum class operation : std::uint8_t { put_if_absent, put, erase };

  struct write {
    operation what;
    std::string key;
    std::string value;
  };

  struct entry {
    std::string value;
    std::int64_t time = 0;
  };

  using map = std::map<std::string, entry, std::less<>>;

  /// The time at the server that holds `key`; without one, all writes are
  /// visible.
  std::function<std::int64_t(std::string_view key)> clock;

  /// False: put_if_absent found a cell.
  bool apply(const write& w);

  /// The value of a visible cell, or null.
  const std::string* find(std::string_view key) const;

  /// The first visible cell whose key is not below `key`, or end().
  map::const_iterator from(std::string_view key) const;
  map::const_iterator after(map::const_iterator i) const;
  map::const_iterator end() const;
  /// The last visible cell whose key is below `key`, or end().
  map::const_iterator below(std::string_view key) const;

  /// Keeps a write for apply_late. False, and it is lost, when late_max are
  /// kept already.
  bool hold(write w);
  static constexpr std::size_t late_max = 4096;

  std::size_t late() const;
  /// The oldest n kept writes take effect now, in their order. Returns how
  /// many there were.
  std::size_t apply_late(std::size_t n);
  /// Only the one at this place, 0 being the oldest: overtaking the others.
  void apply_late_at(std::size_t place);

private:
  bool visible(const map::value_type& cell) const;
  map::const_iterator visible_from(map::const_iterator i) const;
  std::int64_t now(std::string_view key) const;

  map cells_;
  std::map<std::string, std::int64_t, std::less<>> tombstones_;
  std::deque<write> late_;
};

} // namespace murmuration
