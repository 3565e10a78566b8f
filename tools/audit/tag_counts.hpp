/// Counts by spelling, at several marks at once. A mark is one position a
/// partition: what was recounted below it. The one thing whose memory grows
/// with the log: with its distinct spellings.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace murmuration::audit {

class tag_counts {
public:
  static constexpr std::uint32_t none = UINT32_MAX;
  /// "A spelling over 1,000 bytes is no tag."
  static constexpr std::size_t spelling_bytes_max = 1000;

  /// `only`: the one key that counts, if not all do.
  tag_counts(std::size_t marks, std::optional<std::string> only)
    : only_(std::move(only))
    , counts_(marks) {}

  /// `none` for what is no tag, or not the one that counts.
  std::uint32_t id_of(std::string_view spelling);
  /// The same, without adding it.
  std::uint32_t find(std::string_view spelling) const;

  void add(std::uint32_t id, std::size_t mark) {
    ++counts_[mark][id];
  }
  std::uint64_t count(std::uint32_t id, std::size_t mark) const {
    return counts_[mark][id];
  }
  std::size_t size() const {
    return rows_.size();
  }
  const std::string& spelling(std::uint32_t id) const {
    return rows_[id].spelling;
  }
  const std::string& key(std::uint32_t id) const {
    return rows_[id].key.empty() ? rows_[id].spelling : rows_[id].key;
  }
  /// Whether this key counts at all.
  bool is_wanted(std::string_view key) const {
    return !only_ || key == *only_;
  }
  bool all_wanted() const {
    return !only_;
  }

private:
  struct row {
    std::string spelling;
    std::string key; ///< empty: as the spelling
  };

  std::optional<std::string> only_;
  std::deque<row> rows_; ///< does not move them: `ids_` points to their texts
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::vector<std::vector<std::uint64_t>> counts_;
};

} // namespace murmuration::audit
