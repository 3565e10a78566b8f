/// How often each tag was used in each of the windows now: five running
/// counts a tag that is in the longest, so that a use costs the same whatever
/// a window's length. A list is made from the few tags whose counts are high
/// enough; only when there are too few of them all tags are looked at again.
/// 36 bytes a tag. Not thread-safe.
///
///   live.add(key, n, first);       // in windows[first] and all longer ones
///   live.subtract(key, n, which);  // it has left one of them
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <vector>

#include "messages/view.hpp"
#include "runtime/count/best_list.hpp"
#include "runtime/count/keyed_slots.hpp"
#include "runtime/count/tag_table.hpp"

namespace murmuration {

inline constexpr std::size_t window_count = window_lengths.size();

class live_tags {
public:
  using top_lists = std::array<std::vector<top_tag>, window_count>;

  /// Names come from `table`, which must outlive it.
  explicit live_tags(const tag_table& table)
    : table_(table) {}

  void add(std::uint32_t key, std::uint32_t n, std::size_t first);
  void add_to(std::uint32_t key, std::uint32_t n, std::size_t which);

  /// Throws std::logic_error when it was not there. What left the longest
  /// window is forgotten.
  void subtract(std::uint32_t key, std::uint32_t n, std::size_t which);

  /// The `k` most used tags of each window; ties by key in byte order.
  top_lists top(std::size_t k);

  std::size_t size() const {
    return tags_.size();
  }
  std::size_t bytes() const {
    return tags_.bytes();
  }
  void clear();

private:
  struct entry {
    std::array<std::uint32_t, window_count> counts{};
    std::uint32_t key = 0;
    std::uint64_t head = 0; ///< of its name, see best_list
  };

  /// A tag's place in a list, as far as eight bytes of its name decide it.
  struct rank {
    std::uint32_t count = 0;
    std::uint64_t head = 0;

    bool before(const rank& x) const {
      return count != x.count ? count > x.count : head < x.head;
    }
  };

  /// The tags of one window that may be in its list.
  struct contenders {
    bool known = false; ///< else all tags have to be looked at
    rank bound;         ///< every tag before it is there; count 0: all are
    /// At most `contenders_max`; some twice, some not before the bound.
    std::vector<std::uint32_t> keys;
  };
  static constexpr std::size_t contenders_max = 16'384;

  using which_windows = std::bitset<window_count>;

  entry& entry_of(std::uint32_t key);
  void raise(entry& x, std::uint32_t n, std::size_t which);
  rank rank_of(std::uint32_t key, std::size_t which) const;
  void thin(std::size_t which, std::size_t k);
  void look_at_all(std::size_t k, const which_windows& which);

  const tag_table& table_;
  keyed_slots<entry> tags_;
  std::array<contenders, window_count> contenders_;
};

} // namespace murmuration
