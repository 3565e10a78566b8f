/// Decodes one record and keeps what it became.
///   decoding x{R"({"text":"a #b"})"};  x.read.text == "a #b"
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "messages/batch.hpp"
#include "runtime/decode/decoder.hpp"
#include "runtime/decode/tags_of.hpp"

namespace murmuration {

inline std::ostream& operator<<(std::ostream& out, outcome x) {
  return out << "outcome " << static_cast<int>(x);
}

inline std::ostream& operator<<(std::ostream& out, malformed_reason x) {
  return out << "reason " << static_cast<int>(x);
}

inline std::ostream& operator<<(std::ostream& out, record_format x) {
  return out << "format " << static_cast<int>(x);
}

} // namespace murmuration

namespace murmuration::test {

struct decoding {
  explicit decoding(std::string_view record) {
    static decoder shared;
    // What follows the record must not matter: here it would go on as JSON.
    std::string padded{record};
    padded += "}]}]\"}]}],\"a\":[{}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}"
              "]}]}]}";
    fate = shared.decode({padded.data(), record.size()}, batch.bytes, read,
                         batch.entity_tags);
  }

  /// The tags the tweet counts for, as `spelling=key` with blanks between.
  std::string tags() {
    std::vector<hashtag> scratch;
    std::vector<tag_use> uses;
    tags_of(batch, read, scratch, uses, batch.bytes);
    std::string all;
    for (const auto& use : uses) {
      all += all.empty() ? "" : " ";
      all.append(use.tag).append("=").append(use.key);
    }
    return all;
  }

  decoded fate;
  tweet read;
  tweet_batch batch;
};

inline outcome outcome_of(std::string_view record) {
  return decoding{record}.fate.what;
}

/// `none` for what is not malformed.
inline malformed_reason reason_of(std::string_view record) {
  decoding x{record};
  auto malformed = x.fate.what == outcome::malformed;
  return malformed ? x.fate.reason : malformed_reason::none;
}

} // namespace murmuration::test
