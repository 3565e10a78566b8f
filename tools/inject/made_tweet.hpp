/// A fake tweet, before it is written down in a format. Plain values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration::inject {

struct person {
  std::uint64_t id = 0;
  std::string screen_name;
  std::string name;
  std::string description;
  std::string location;
  std::string lang;
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
  std::string text; ///< without `#` or `@`; of a link all of it
  std::uint64_t user_id = 0;
};

struct made_text {
  std::string text;         ///< HTML-escaped, as tweets are
  std::uint32_t length = 0; ///< in code points
  std::vector<entity> entities;
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
  std::shared_ptr<const made_tweet> original; ///< what it retweets

  /// The text whose tags count.
  const made_text& counted() const {
    return original ? original->body : body;
  }
};

} // namespace murmuration::inject
