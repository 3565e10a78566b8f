/// What records [start, end) of a partition add to the counts: the ledger's
/// unit of truth. Its encoding is in runtime/ledger/.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "messages/batch.hpp"
#include "messages/ids.hpp"
#include "messages/packed_words.hpp"
#include "messages/tweet.hpp"

namespace murmuration {

/// Indexed by `sentiment`.
using sentiment_counts = std::array<std::uint64_t, 4>;

/// How often one spelling of a tag was used.
struct tag_count {
  std::string key;
  std::string tag;
  std::uint64_t count = 0;
  bool operator==(const tag_count&) const = default;
};

struct second_count {
  std::int64_t second = 0; ///< of event time
  std::uint64_t tweets = 0;
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;
  std::uint64_t neutral = 0;
  bool operator==(const second_count&) const = default;
};

/// The commonest words of one second: at most 1,000, higher counts first, then
/// by byte order.
struct second_words {
  std::int64_t second = 0;
  bool cut = false; ///< some words did not fit
  packed_words words;
  bool operator==(const second_words&) const = default;
};

struct recent_tweet {
  std::string id;
  std::string author;
  std::string created_at;
  std::string text;
  std::string lang;
  sentiment label = sentiment::none;
  std::int64_t event_ms = 0;
  bool operator==(const recent_tweet&) const = default;
};

/// The counted totals of one partition since its origin, or of one delta.
struct totals {
  tally outcomes;
  sentiment_counts sentiments{};
  std::uint64_t holes = 0;
  std::vector<gap> gaps; ///< ascending

  totals& operator+=(const totals& later) {
    outcomes += later.outcomes;
    for (std::size_t i = 0; i < sentiments.size(); ++i)
      sentiments[i] += later.sentiments[i];
    holes += later.holes;
    gaps.insert(gaps.end(), later.gaps.begin(), later.gaps.end());
    return *this;
  }
  bool operator==(const totals&) const = default;
};

/// Uses of a tag; `row`: the first of its key's in the list of tags beside.
struct row_count {
  std::uint32_t row = 0;
  std::uint32_t count = 0;
  bool operator==(const row_count&) const = default;
};

struct second_uses {
  std::int64_t second = 0;     ///< of event time
  std::vector<row_count> tags; ///< by row, each once
  bool operator==(const second_uses&) const = default;
};

struct row_author {
  std::uint32_t row = 0;
  std::uint32_t author = 0; ///< hash, see runtime/count/author_hash.hpp
  auto operator<=>(const row_author&) const = default;
};

/// Who used which tags within a minute, each pair once.
struct minute_authors {
  std::int64_t minute = 0;      ///< Unix time in minutes
  std::vector<row_author> uses; ///< by row, then author
  bool operator==(const minute_authors&) const = default;
};

/// Where the chain goes on after the operator declared a new log.
struct redirect {
  position to;
  bool operator==(const redirect&) const = default;
};

struct delta {
  std::uint64_t nonce = 0; ///< fresh and random for every distinct content
  offset start;
  offset end;
  totals sums;
  std::vector<tag_count> tags;       ///< by key, then tag
  std::vector<second_count> seconds; ///< ascending
  std::vector<second_words> words;   ///< ascending
  std::vector<recent_tweet> recent;  ///< newest first, at most 50
  std::optional<fingerprint> last;
  std::optional<redirect> moved; ///< ends the generation; nothing is counted
  std::uint64_t rules = 0;       ///< hash of the counting rules in force
  std::string writer;            ///< instance that counted it, for people
  std::int64_t written_ms = 0;
  /// The newest tweets in a covered language with a top-level text, which is
  /// their `text` here; newest first, at most 5.
  std::vector<recent_tweet> texts;
  std::vector<std::string> deleted; ///< ids that were taken back; ascending
  /// For the windows and for trends; none: they were switched off.
  std::optional<std::vector<second_uses>> tag_seconds;    ///< ascending
  std::optional<std::vector<minute_authors>> tag_authors; ///< ascending
  bool operator==(const delta&) const = default;
};

} // namespace murmuration
