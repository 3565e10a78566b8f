/// Makes tweets that behave like those of a real stream: the same languages,
/// shares of retweets, replies, mentions and links, and the same tag law.
/// Deterministic for a seed and the times given. One thread.
///   tweet_maker maker{42};
///   const auto& tweet = maker.make(now_ms);
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tools/inject/dice.hpp"
#include "tools/inject/lexicon.hpp"
#include "tools/inject/made_tweet.hpp"
#include "tools/inject/tag_urn.hpp"
#include "tools/inject/text_maker.hpp"

namespace murmuration::inject {

class tweet_maker {
public:
  explicit tweet_maker(std::uint64_t seed);

  tweet_maker(const tweet_maker&) = delete; // a retweet knows its original
  tweet_maker& operator=(const tweet_maker&) = delete;

  /// What it and `make_for` give stands until the next call of either.
  const made_tweet& make(std::int64_t ms);

  /// A tweet of campaign number `number`, its `nth`, with `tag` besides what
  /// tags it may have; of a million tweets no two are from the same author.
  const made_tweet& make_for(std::string_view tag, std::size_t number,
                             std::uint64_t nth, std::int64_t ms);

  /// Whether a delete notice comes before the next tweet, and of which tweet.
  /// Notices are 11.6 % of the lines.
  bool notice_comes();
  std::uint64_t deleted_id(std::int64_t ms);

private:
  std::uint64_t id_at(std::int64_t ms);
  std::size_t someone();
  /// Fills in id and screen name; what it gives throws the other traits.
  dice introduce(person& x, std::size_t number) const;
  void describe(person& x, std::size_t number) const;
  void mention_someone(text_maker& text);
  /// A tweet that is neither a retweet nor, with `may_reply` false, a reply.
  /// `campaign`: a tag, as JSON, that it has in any case, if not empty.
  void plain(made_tweet& x, std::int64_t ms, bool may_reply,
             std::string_view campaign = {});

  dice rolls_;
  tag_urn tags_;
  std::uint64_t seed_;
  std::uint64_t ids_ = 0;
  made_tweet tweet_;
  made_tweet original_;
  person mentioned_; ///< id and screen name only
};

} // namespace murmuration::inject
