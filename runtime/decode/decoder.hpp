/// Makes tweets of records: v1.1 objects, v2 stream objects, either of them as
/// Python prints them, JSON strings and plain texts. One decoder per consumer;
/// not thread safe. Allocates nothing per tweet but in the arena, and never
/// throws on what a record holds.
///
///   decoder read;
///   auto [what, reason, format] = read.decode(value, batch.bytes, t, tags);
///   if (what == outcome::counted) batch.tweets.push_back(t);
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "messages/arena.hpp"
#include "messages/tweet.hpp"

namespace murmuration {

struct decoded {
  outcome what = outcome::skipped; ///< counted, skipped or malformed
  malformed_reason reason = malformed_reason::none;
  record_format format = record_format::text;
  /// The id of the tweet that a delete notice takes back, in the arena.
  std::string_view deleted{};
};

class decoder {
public:
  /// A record whose brackets nest deeper is malformed.
  explicit decoder(std::size_t depth_max = 1024);
  ~decoder();
  decoder(const decoder&) = delete;
  decoder& operator=(const decoder&) = delete;

  /// `value` is followed by at least 64 readable bytes. On `counted` it fills
  /// `out`, whose views point into `bytes`, and appends the tags of the
  /// tweet's entities to `entity_tags`; else it leaves all three alone, but for
  /// the bytes of `deleted`.
  decoded decode(std::string_view value, arena& bytes, tweet& out,
                 std::vector<hashtag>& entity_tags);

private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

} // namespace murmuration
