/// A fake tweet, before it is written down in a format. Plain values, whose
/// texts are JSON (see word.hpp) and have a bound. Large: made once, filled in
/// again and again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tools/inject/flat_text.hpp"

namespace murmuration::inject {

struct person {
  std::uint64_t id = 0;
  flat_text<128> screen_name;
  flat_text<256> name;
  flat_text<4096> description;
  flat_text<128> location;
  std::string_view lang;
  std::uint32_t followers = 0;
  std::uint32_t friends = 0;
  std::uint32_t statuses = 0;
  std::int64_t since_ms = 0;
  bool url = false;
  bool banner = false;
};

/// A hashtag, mention or link of a text: [start, end) in code points.
struct entity {
  enum class kind : std::uint8_t { tag, mention, url } what = kind::tag;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::size_t at = 0;        ///< where its name stands in the text, in bytes:
  std::size_t size = 0;      ///< behind `#`, `@` or the link's last slash
  std::uint64_t user_id = 0; ///< of a mention
};

struct made_text {
  flat_text<8192> text;     ///< HTML-escaped, as tweets are
  std::uint32_t length = 0; ///< in code points
  std::vector<entity> entities;

  std::string_view name_of(const entity& x) const {
    return text.view().substr(x.at, x.size);
  }
};

struct made_tweet {
  std::uint64_t id = 0;
  std::int64_t ms = 0; ///< Unix time
  std::string_view lang;
  person author;
  made_text body; ///< of a retweet: `RT @author: ` and the original's
  bool media = false;
  std::uint64_t reply_to = 0; ///< status; 0: no reply
  std::uint32_t retweets = 0;
  std::uint32_t likes = 0;
  const made_tweet* original = nullptr; ///< what it retweets

  /// The text whose tags count.
  const made_text& counted() const {
    return original != nullptr ? original->body : body;
  }
};

} // namespace murmuration::inject
