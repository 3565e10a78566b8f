/// Reads the tweet objects of both formats, and what lies within them. Each
/// function takes one value, whatever it is, and returns false as soon as that
/// is broken. Of members that occur twice, the last one counts. Not thread
/// safe.
///
///   tweet_reader read{walk, found.tags};
///   if (read.tweet(found.retweeted)) …
#pragma once

#include <vector>

#include "runtime/decode/raw_record.hpp"
#include "runtime/decode/token_walk.hpp"

namespace murmuration {

class tweet_reader {
public:
  /// Appends the tags of entities to `tags`.
  tweet_reader(token_walk& in, std::vector<raw_tag>& tags)
    : in_(in)
    , tags_(tags) {}

  bool tweet(raw_tweet& out);

  /// The value of one member of a tweet object.
  bool member(member_name key, raw_tweet& out);

  /// A v2 user.
  bool user(raw_user& out);

private:
  /// Digits, as a string or as a number of any size.
  bool id(raw_text& out);
  /// A v1.1 user, of which the name and the id matter.
  bool author(raw_tweet& out);
  /// `extended_tweet` (v1.1) and `note_tweet` (v2): a text of its own with
  /// entities of its own.
  bool long_form(raw_tweet& out);
  /// `referenced_tweets` (v2); `out` is the id of the retweeted one.
  bool references(raw_text& out);
  bool entities(raw_tags& out);
  bool hashtag(raw_tags& out);
  bool indices(raw_tag& out);

  token_walk& in_;
  std::vector<raw_tag>& tags_;
};

} // namespace murmuration
