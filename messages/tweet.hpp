/// What a record becomes: a tweet, or the reason why it is none.
#pragma once

#include <cstdint>
#include <string_view>

#include "messages/ids.hpp"

namespace murmuration {

/// What became of a record; each record has exactly one.
enum class outcome : std::uint8_t {
  counted,
  filtered,  ///< dropped by a configured filter
  skipped,   ///< a notice, a blank line, a tombstone
  malformed, ///< could not be read, see `malformed_reason`
  duplicate, ///< a repeat, found by configured de-duplication
};

enum class malformed_reason : std::uint8_t {
  none,
  bad_json,    ///< starts like JSON and does not parse
  not_a_tweet, ///< an object that is neither tweet nor notice
  bad_utf8,    ///< bytes that are not UTF-8
  too_deep,    ///< nested deeper than 1024
  too_large,   ///< longer than `source.record-bytes-max`
};

enum class record_format : std::uint8_t { v1, v2, json_text, text, python };

enum class sentiment : std::uint8_t { positive, negative, neutral, none };

/// A hashtag as the record's `entities` or the extractor gives it, without
/// its `#`. `start` (of the `#`) and `end` count code points of the text.
struct hashtag {
  std::string_view text;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

/// One decoded tweet. The views point into the arena of its batch.
struct tweet {
  std::string_view id;     ///< decimal digits, empty when the record has none
  std::string_view author; ///< screen name, without `@`; else the author's id
  std::string_view created_at; ///< as it was sent
  std::string_view text; ///< what is counted: retweeted, extended, else `text`
  std::string_view top_text; ///< the record's top-level text
  std::string_view lang;     ///< as it was sent, empty when the record has none
  std::int64_t event_ms = 0; ///< Unix time; 0 until the consumer fills it in
  /// The tags of `entities`, as a range of the batch's `entity_tags`. Without
  /// entities (`has_entities` false) the tags come from the text.
  std::uint32_t tags_first = 0;
  std::uint32_t tags_count = 0;
  bool has_entities = false;
  offset at; ///< of its record; the consumer fills it in
};

} // namespace murmuration
