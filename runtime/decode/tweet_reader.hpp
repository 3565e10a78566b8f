/// Reads the tweet objects of both formats, and what lies within them. Each
/// function takes the value at a place, whatever it is, and returns the place
/// behind it. Of members that occur twice, the last one counts. Not thread
/// safe.
///
///   tweet_reader read{walk, found.tags};
///   auto next = read.tweet(at, found.retweeted);
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

  token_place tweet(token_place at, raw_tweet& out);

  /// The value of one member of a tweet object.
  token_place member(member_name key, token_place at, raw_tweet& out);

  /// A v2 user.
  token_place user(token_place at, raw_user& out);

private:
  /// Digits, as a string or as a number of any size.
  token_place id(token_place at, raw_text& out);
  /// A v1.1 user, of which the name and the id matter.
  token_place author(token_place at, raw_tweet& out);
  /// `extended_tweet` (v1.1) and `note_tweet` (v2): a text of its own with
  /// entities of its own.
  token_place long_form(token_place at, raw_tweet& out);
  /// `referenced_tweets` (v2); `out` is the id of the retweeted one.
  token_place references(token_place at, raw_text& out);
  token_place entities(token_place at, raw_tags& out);
  token_place hashtag(token_place at, raw_tags& out);
  token_place indices(token_place at, raw_tag& out);

  token_walk& in_;
  std::vector<raw_tag>& tags_;
};

} // namespace murmuration
