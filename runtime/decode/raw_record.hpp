/// What a scan notes of a JSON record: the few members that make a tweet, as
/// views of the record with their escapes still in. Plain values.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace murmuration {

/// What stands between a string's quotes; `data() == nullptr`: no string.
using raw_text = std::string_view;

struct raw_tag {
  raw_text text;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

/// A range of `raw_record::tags`. Not `present`: the object has no `entities`,
/// or they hold something else than a list of tags.
struct raw_tags {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  bool present = false;
};

/// The members of a tweet object in either format.
struct raw_tweet {
  raw_text text;
  raw_text full_text;
  raw_text long_text; ///< of `extended_tweet` or `note_tweet`
  raw_tags tags;
  raw_tags long_tags;
  raw_text id; ///< digits
  raw_text id_str;
  raw_text created_at;
  raw_text lang;
  raw_text screen_name;
  raw_text user_id;
  raw_text author_id;
  raw_text retweeted_id; ///< v2: from `referenced_tweets`

  bool has_text() const {
    return text.data() || full_text.data() || long_text.data();
  }
};

struct raw_user {
  raw_text id;
  raw_text username;
};

struct raw_record {
  bool is_object = false; ///< else an array
  raw_tweet top;
  raw_tweet retweeted;   ///< v1.1: `retweeted_status`
  raw_tweet data;        ///< v2: `data`
  bool has_data = false; ///< `data` is an object
  bool notice = false;   ///< has the member that a notice is known by
  raw_tweet deleted;     ///< of a delete notice, where only the ids matter
  std::vector<raw_tweet> included;
  std::vector<raw_user> users;
  std::vector<raw_tag> tags;
};

} // namespace murmuration
