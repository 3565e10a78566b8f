/// A delta on its way to the ledger: its content, and what it did to the
/// counts, by number, so that neither its success nor its failure looks up
/// names. Not thread-safe; `content` never changes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "messages/delta.hpp"
#include "runtime/count/overlay.hpp"
#include "runtime/count/tag_table.hpp"

namespace murmuration {

class taken_delta final : public overlay {
public:
  using tag_uses = std::vector<std::pair<spelling_id, std::uint64_t>>;

  delta content;
  tag_uses tags;                   ///< each spelling once
  std::vector<std::uint32_t> keys; ///< by row of `content.tags`, the key's
  std::vector<tag_mark> uses;      ///< if lists need them

  /// After `content` was filled in: what the seconds and words below need.
  void index_seconds();

  /// The ledger has it: its counts become durable.
  void settle(tag_table& table) const {
    for (auto [id, n] : tags)
      table.settle(id, n);
  }
  /// A rewind: its counts are taken back.
  void revert(tag_table& table) const {
    for (auto [id, n] : tags)
      table.subtract(id, n);
  }

  std::span<const overlay_second> seconds() const override {
    return seconds_;
  }
  some_words words(std::size_t i) const override;
  std::span<const tag_mark> marks() const override {
    return uses;
  }
  std::span<const recent_tweet> recent() const override {
    return content.recent;
  }
  bool deletes(const std::string& id) const override {
    return std::binary_search(content.deleted.begin(), content.deleted.end(),
                              id);
  }

private:
  std::vector<overlay_second> seconds_;
  std::vector<std::size_t> words_; ///< by second, its place in content.words
};

} // namespace murmuration
