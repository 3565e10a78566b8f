/// Cuts a snapshot's content into chunks that are small enough for one call on
/// HBase, and puts them together again. Holds one chunk at a time.
///
///   chunk_cutter cutter{content};
///   while (auto chunk = cutter.next()) …
#pragma once

#include <cstddef>
#include <optional>

#include "messages/ledger_records.hpp"

namespace murmuration {

/// "Keep a call <= 1 MB" (facts.md), with room for the call's own frame.
inline constexpr std::size_t chunk_bytes_max = 1'000'000;

/// Does not own the content, which must outlive it.
class chunk_cutter {
public:
  explicit chunk_cutter(const snapshot_content& content,
                        std::size_t bytes_max = chunk_bytes_max);

  /// The next part, whose encoding has at most `bytes_max` bytes (a single
  /// element that is larger goes alone); none at the end. An empty content is
  /// one empty chunk.
  std::optional<snapshot_content> next();

private:
  /// Copies elements while they fit.
  template <class T>
  bool take(const std::vector<T>& from, std::size_t& done,
            std::vector<T>& into);
  template <class T>
  bool take(const std::optional<std::vector<T>>& from, std::size_t& done,
            std::optional<std::vector<T>>& into);

  const snapshot_content& content_;
  std::size_t bytes_max_;
  std::size_t bytes_ = 0; ///< upper bound of the current chunk's encoding
  bool first_ = true;
  std::size_t tags_ = 0;
  std::size_t seconds_ = 0;
  std::size_t minutes_ = 0;
  std::size_t words_ = 0;
  std::size_t recent_ = 0;
  std::size_t deleted_ = 0;
  std::size_t tag_seconds_ = 0;
  std::size_t tag_authors_ = 0;
  std::size_t lost_ = 0;
};

/// Appends a chunk to those before it.
void append_chunk(snapshot_content& whole, snapshot_content chunk);

/// Takes all that is left of it.
snapshot whole_of(const saved_snapshot& saved);

} // namespace murmuration
