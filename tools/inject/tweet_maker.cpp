#include "tools/inject/tweet_maker.hpp"

#include <algorithm>
#include <cmath>

namespace murmuration::inject {
namespace {

/// Shares of a real stream's tweets.
constexpr double retweet_share = .392;
constexpr double reply_share = .188;
constexpr double mention_share = .605;
constexpr double url_share = .13;        // 23 % of all: what is retweeted has
constexpr double shared_url_share = .39; // more links, and more pictures
constexpr double notice_share = .116;    // of the lines

/// Twitter's ids count milliseconds from here.
constexpr std::int64_t id_epoch_ms = 1'288'834'974'657;

constexpr std::int64_t year_ms = 365LL * 24 * 3600 * 1000;
constexpr std::size_t people = 1'000'000;
constexpr std::uint32_t text_length_max = 270;

const word ampersand{"&amp;"}, exclamation_mark{"!"}, full_stop{"."},
    quotation{"\n\"quote\""}, retweet_mark{"RT"}, colon{":"};

std::size_t draw_tag_count(dice& rolls) {
  auto u = rolls.unit();
  if (u < .808)
    return 0;
  if (u < .932)
    return 1;
  if (u < .971)
    return 2;
  if (u < .983)
    return 3;
  return 4 + rolls.below(4);
}

template <std::size_t Capacity>
void add_name(flat_text<Capacity>& out, dice& rolls, std::size_t parts) {
  auto first = out.size();
  for (; parts > 0; --parts)
    out.put(rolls.pick(syllables()));
  out[first] = static_cast<char>(out[first] - 'a' + 'A');
}

flat_text<16> link_code(dice& rolls) {
  constexpr std::string_view letters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  flat_text<16> result;
  for (int i = 0; i < 10; ++i)
    result.put(letters.substr(rolls.below(letters.size()), 1));
  return result;
}

/// Long-tailed, like followers and likes.
std::uint32_t long_tail(dice& rolls, double scale) {
  auto x = scale / std::sqrt(1.0000001 - rolls.unit());
  return static_cast<std::uint32_t>(std::min(x - scale, 5e7));
}

} // namespace

tweet_maker::tweet_maker(std::uint64_t seed)
  : rolls_(seed)
  , tags_(seed)
  , seed_(seed) {}

bool tweet_maker::notice_comes() {
  return rolls_.chance(notice_share);
}

std::uint64_t tweet_maker::id_at(std::int64_t ms) {
  // The low 22 bits number the tweets, so ids are never the same.
  return (static_cast<std::uint64_t>(ms - id_epoch_ms) << 22)
         | (ids_++ & 0x3FFFFF);
}

std::uint64_t tweet_maker::deleted_id(std::int64_t ms) {
  return id_at(ms - static_cast<std::int64_t>(rolls_.below(100'000'000)));
}

/// A person is a function of the number: nothing is kept.
dice tweet_maker::introduce(person& x, std::size_t number) const {
  dice traits{seed_ + 7 * number};
  x.id = 1000 + number * 3001;
  x.screen_name.clear();
  add_name(x.screen_name, traits, 2 + traits.below(2));
  if (traits.chance(.5))
    x.screen_name.put("_", traits.below(999));
  return traits;
}

void tweet_maker::describe(person& x, std::size_t number) const {
  auto traits = introduce(x, number);
  const auto& speaks = draw_language(traits);
  x.lang = speaks.code == "und" ? "en" : speaks.code;
  flat_text<128> surname;
  add_name(surname, traits, 3);
  x.name.clear();
  add_name(x.name, traits, 2);
  x.name.put(" ", surname);
  if (traits.chance(.3))
    x.name.put(" ", traits.pick(emoji()));
  x.description.clear();
  for (auto n = traits.below(50); n > 0; --n)
    x.description.put(traits.pick(speaks.words), " ");
  x.location.clear();
  if (traits.chance(.6))
    add_name(x.location, traits, 3);
  x.followers = long_tail(traits, 300);
  x.friends = long_tail(traits, 250);
  x.statuses = long_tail(traits, 6000);
  x.since_ms = id_epoch_ms
               + static_cast<std::int64_t>(traits.unit()
                                           * static_cast<double>(4 * year_ms));
  x.url = traits.chance(.3);
  x.banner = traits.chance(.8);
}

std::size_t tweet_maker::someone() {
  return rolls_.below(people);
}

void tweet_maker::mention_someone(text_maker& text) {
  introduce(mentioned_, someone());
  text.mention(mentioned_.screen_name.view(), mentioned_.id);
}

void tweet_maker::plain(made_tweet& x, std::int64_t ms, bool may_reply,
                        std::string_view campaign) {
  x.ms = ms;
  x.id = id_at(ms);
  x.original = nullptr;
  x.reply_to = 0;
  x.retweets = 0;
  x.likes = 0;
  describe(x.author, someone());
  const auto& speaks = draw_language(rolls_);
  x.lang = speaks.code;
  text_maker text{x.body};
  // Retweets show a mention of their own, so these shares are of the others.
  constexpr double others = 1 - retweet_share;
  if (may_reply && rolls_.chance(reply_share / others)) {
    mention_someone(text);
    x.reply_to = id_at(ms - static_cast<std::int64_t>(rolls_.below(9'000'000)));
  } else if (rolls_.chance((mention_share - retweet_share - reply_share)
                           / (others - reply_share))) {
    mention_someone(text);
  }
  auto words = 3 + rolls_.below(rolls_.chance(.1) ? 40 : 14);
  auto tags = draw_tag_count(rolls_);
  auto links = rolls_.chance(may_reply ? url_share : shared_url_share);
  // Room for what must come behind the words.
  auto behind = 16 + (links ? 24u : 0u) + static_cast<std::uint32_t>(tags) * 26
                + (campaign.empty() ? 0u : code_points(campaign) + 2);
  auto room = text_length_max - std::min(behind, text_length_max);
  for (; words > 0 && text.length() < room; --words) {
    text.add(rolls_.pick(speaks.words), speaks.spaces);
    if (rolls_.chance(.02))
      text.add(ampersand, true);
    if (tags > 1 && rolls_.chance(.1)) {
      text.tag(tags_.draw(rolls_));
      --tags;
    }
  }
  if (rolls_.chance(.3))
    text.glue(rolls_.chance(.5) ? exclamation_mark : full_stop);
  if (rolls_.chance(.2))
    text.add(rolls_.pick(emoji()), true);
  if (rolls_.chance(.02))
    text.glue(quotation);
  for (; tags > 0; --tags)
    text.tag(tags_.draw(rolls_));
  if (!campaign.empty())
    text.tag(campaign);
  x.media = false;
  if (links) {
    text.link(link_code(rolls_).view());
    x.media = rolls_.chance(may_reply ? .5 : .85);
  }
}

const made_tweet& tweet_maker::make_for(std::string_view tag,
                                        std::size_t number, std::uint64_t nth,
                                        std::int64_t ms) {
  plain(tweet_, ms, true, to_json(tag));
  // Steps of a number that has no factor of `people` visit each person once.
  constexpr std::uint64_t step = 617'479;
  auto first = seed_ % people + 131'071 * number;
  describe(tweet_.author,
           static_cast<std::size_t>((first + nth * step) % people));
  return tweet_;
}

const made_tweet& tweet_maker::make(std::int64_t ms) {
  auto& x = tweet_;
  if (!rolls_.chance(retweet_share)) {
    plain(x, ms, true);
    return x;
  }
  auto age = static_cast<std::int64_t>(rolls_.below(86'400'000));
  plain(original_, ms - age, false);
  original_.retweets = long_tail(rolls_, 100);
  original_.likes = long_tail(rolls_, 150);
  x.ms = ms;
  x.id = id_at(ms);
  x.original = &original_;
  x.reply_to = 0;
  x.lang = original_.lang;
  x.media = original_.media;
  x.retweets = original_.retweets;
  x.likes = 0;
  describe(x.author, someone());
  text_maker text{x.body};
  text.add(retweet_mark, true);
  text.mention(original_.author.screen_name.view(), original_.author.id);
  text.glue(colon);
  text.join(original_.body);
  return x;
}

} // namespace murmuration::inject
