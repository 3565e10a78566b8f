/// The counts of all tags: each spelling is interned once and has two counters,
/// `live` (all that was applied) and `durable` (what the ledger holds). A key
/// counts what its spellings count. Law: durable <= live, for every spelling.
/// About 85 bytes a distinct tag, 12 more where no spelling is the key itself;
/// a name, once interned, stays until `clear`. Not thread-safe.
///
///   auto id = table.intern("coffee", "Coffee");
///   table.add(id, 1);          // a batch was applied
///   table.settle(id, 1);       // its delta is durable
///   auto ten = table.top();
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"
#include "messages/ids.hpp"
#include "messages/partial.hpp"
#include "messages/view.hpp"
#include "runtime/count/chunked.hpp"
#include "runtime/count/counter_map.hpp"
#include "runtime/count/hash_index.hpp"
#include "runtime/count/tag_rows.hpp"
#include "runtime/count/top_list.hpp"

namespace murmuration {

/// Numbers the spellings of one table, valid until it is cleared.
using spelling_id = strong<struct spelling_tag, std::uint32_t>;

class tag_table {
public:
  /// Keeps a list of the `top_k` highest counts (at least 1).
  explicit tag_table(std::size_t top_k);

  /// The number of this spelling of this key, given out at the first call.
  spelling_id intern(std::string_view key, std::string_view tag);
  /// The same for many, in order; waits for memory side by side.
  void intern(std::span<const tag_use> uses, std::vector<spelling_id>& to);
  std::string_view key(spelling_id id) const;
  std::string_view tag(spelling_id id) const;

  /// The number of its key: the same for all its spellings.
  std::uint32_t key_number(spelling_id id) const {
    return spellings_[id.value].key;
  }
  std::string_view key_name(std::uint32_t key) const {
    return name(key);
  }
  /// The key's commonest spelling.
  std::string_view shown_name(std::uint32_t key) const {
    return tag_of(spellings_[shown(keys_[key])]);
  }

  /// live += n
  void add(spelling_id id, std::uint64_t n);
  /// live -= n, for a rewind. Throws std::logic_error when that would take
  /// away what is durable.
  void subtract(spelling_id id, std::uint64_t n);
  /// durable += n; live already holds it, else std::logic_error.
  void settle(spelling_id id, std::uint64_t n);
  /// Both: a delta of another engine, or a snapshot.
  void add_durable(spelling_id id, std::uint64_t n);

  /// The live count of a key and its shown spelling: the commonest, ties the
  /// smallest in byte order. None when it is 0.
  std::optional<top_tag> find(std::string_view key) const;
  /// The highest live counts; ties by key in byte order. Counted anew after a
  /// `subtract` that touched the list, else at hand.
  std::vector<top_tag> top();
  /// Keys whose live count is not 0.
  std::size_t distinct_keys() const {
    return distinct_;
  }

  /// Keeps the durable counts of this moment for `next_frozen`, at no cost but
  /// that of what is settled until they were taken. Ends with `clear`.
  void freeze();
  bool frozen() const {
    return frozen_next_ < frozen_end_;
  }
  /// The next spellings, in the order of their numbers, at most `n`, with the
  /// durable counts of the moment of `freeze`, also those of 0.
  tag_rows next_frozen(std::uint32_t n);

  /// Every spelling whose durable count is not 0; unsorted.
  tag_rows durable_rows() const;
  /// Every key whose live count is not 0, with its shown spelling; unsorted.
  tag_rows live_rows() const;

  /// f(key, tag, count) over `durable_rows`, by key, then tag.
  template <class F>
  void for_each_durable(F&& f) const {
    visit(durable_rows(), f);
  }
  /// f(key, tag, count) over `live_rows`, by key.
  template <class F>
  void for_each_live(F&& f) const {
    visit(live_rows(), f);
  }

  /// Forgets all; every spelling_id becomes invalid, rows taken before do not.
  void clear();
  /// Memory held, in bytes.
  std::size_t bytes() const;

private:
  friend class top_list;

  /// The key's bytes lie at `bytes`; the tag's behind them, or, when both are
  /// equal, there as well. All spellings of a key form a ring.
  struct spelling {
    const char* bytes = nullptr;
    std::uint32_t key_size : 31 = 0;
    std::uint32_t apart : 1 = 0;
    std::uint32_t tag_size = 0;
    std::uint32_t key = 0;
    std::uint32_t next = 0;
    std::uint64_t live = 0;
    std::uint64_t durable = 0;
  };

  struct key_entry {
    std::uint64_t live = 0;
    std::uint32_t shown = 0;      ///< any of its spellings while `stale`
    std::uint32_t place : 31 = 0; ///< in the top list, from 1; 0: outside
    std::uint32_t stale : 1 = 0;  ///< `shown` has to be looked for
  };

  static std::string_view key_of(const spelling& x) {
    return {x.bytes, x.key_size};
  }
  static std::string_view tag_of(const spelling& x) {
    return {x.bytes + (x.apart ? x.key_size : 0), x.tag_size};
  }

  spelling_id intern(std::string_view key, std::string_view tag,
                     std::uint64_t tag_hash);
  void add_to_durable(spelling& x, std::uint32_t id, std::uint64_t n);
  std::uint32_t find_key(std::string_view key, std::uint64_t hash) const;
  /// The same when no spelling is the key itself.
  std::uint32_t find_other_key(std::string_view key, std::uint64_t hash) const;
  std::uint32_t create(std::string_view key, std::string_view tag,
                       std::uint64_t tag_hash);
  void raise(spelling& x, std::uint32_t id, std::uint64_t n);
  bool better(std::uint32_t x, std::uint32_t y) const;
  std::uint32_t shown(const key_entry& key) const;

  // What top_list asks of its keys.
  std::string_view name(std::uint32_t key) const {
    return key_of(spellings_[keys_[key].shown]);
  }
  std::uint32_t place(std::uint32_t key) const {
    return keys_[key].place;
  }
  void place(std::uint32_t key, std::size_t n) {
    keys_[key].place = static_cast<std::uint32_t>(n) & 0x7fffffff;
  }

  template <class F>
  static void visit(tag_rows rows, F& f) {
    rows.sort();
    for (const auto& x : rows.rows)
      f(x.key, x.tag, x.count);
  }

  chunked<spelling> spellings_;
  chunked<key_entry> keys_;
  hash_index by_tag_;
  /// Keys whose first spelling was another. The others are found by that one.
  hash_index by_key_;
  std::shared_ptr<arena> names_;
  top_list top_;
  bool top_stale_ = false;
  std::size_t distinct_ = 0;
  std::uint32_t frozen_next_ = 0; ///< before it, all was taken
  std::uint32_t frozen_end_ = 0;
  counter_map since_freeze_; ///< what was settled of those not yet taken
  std::vector<std::uint64_t> hashes_; ///< of one `intern` of many
};

} // namespace murmuration
