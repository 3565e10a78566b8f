#include <string>
#include <string_view>

#include <fmt/format.h>

#include "tools/inject/text_maker.hpp"
#include "tools/inject/times.hpp"
#include "tools/inject/value_out.hpp"
#include "tools/inject/write_tweet.hpp"

namespace murmuration::inject {
namespace {

/// A retweet's own text is cut off here; the original is in `includes`.
constexpr std::uint32_t retweet_text_max = 140;

void field(json_out& out, std::string_view name, std::string_view text) {
  out.key(name);
  out.string(text);
}

void count(json_out& out, std::string_view name, std::uint64_t x) {
  out.key(name);
  out.number(x);
}

void place(json_out& out, const entity& x) {
  out.open_object();
  count(out, "start", x.start);
  count(out, "end", x.end);
}

/// The entities of one kind; like Twitter, without the member if none.
template <class Body>
void each(json_out& out, const made_text& text, std::uint32_t limit,
          entity::kind what, std::string_view name, Body body) {
  bool any = false;
  for (const auto& x : text.entities) {
    if (x.what != what || x.end > limit)
      continue;
    if (!any) {
      out.key(name);
      out.open_array();
      any = true;
    }
    place(out, x);
    body(x);
    out.close_object();
  }
  if (any)
    out.close_array();
}

void entities(json_out& out, const made_text& text, std::uint32_t limit) {
  out.key("entities");
  out.open_object();
  each(out, text, limit, entity::kind::url, "urls", [&](const entity& x) {
    field(out, "url", x.text);
    field(out, "expanded_url", "https://www.example.com/news/" + x.text);
    field(out, "display_url", "example.com/news");
  });
  each(out, text, limit, entity::kind::tag, "hashtags",
       [&](const entity& x) { field(out, "tag", x.text); });
  each(out, text, limit, entity::kind::mention, "mentions",
       [&](const entity& x) {
         field(out, "username", x.text);
         field(out, "id", fmt::to_string(x.user_id));
       });
  out.close_object();
}

void references(json_out& out, const made_tweet& x) {
  if (!x.original && x.reply_to == 0)
    return;
  out.key("referenced_tweets");
  out.open_array();
  out.open_object();
  field(out, "type", x.original ? "retweeted" : "replied_to");
  field(out, "id", fmt::to_string(x.original ? x.original->id : x.reply_to));
  out.close_object();
  out.close_array();
}

void tweet(json_out& out, const made_tweet& x) {
  auto limit = x.body.length;
  std::string text = x.body.text;
  if (x.original && limit > retweet_text_max) {
    limit = retweet_text_max - 1;
    text = std::string{first_code_points(text, limit)} + "…";
  }
  out.open_object();
  field(out, "author_id", fmt::to_string(x.author.id));
  field(out, "text", text);
  entities(out, x.body, limit);
  references(out, x);
  field(out, "reply_settings", "everyone");
  field(out, "conversation_id",
        fmt::to_string(x.reply_to != 0 ? x.reply_to : x.id));
  out.key("possibly_sensitive");
  out.boolean(false);
  field(out, "source", "Example for Phones");
  out.key("public_metrics");
  out.open_object();
  count(out, "retweet_count", x.retweets);
  count(out, "reply_count", x.likes / 40);
  count(out, "like_count", x.original ? 0 : x.likes);
  count(out, "quote_count", x.retweets / 20);
  out.close_object();
  field(out, "lang", x.lang);
  field(out, "id", fmt::to_string(x.id));
  field(out, "created_at", v2_time(x.ms));
  out.close_object();
}

void user(json_out& out, const person& x) {
  out.open_object();
  field(out, "name", x.name);
  out.key("verified");
  out.boolean(false);
  field(out, "description", x.description);
  out.key("protected");
  out.boolean(false);
  field(out, "id", fmt::to_string(x.id));
  field(out, "username", x.screen_name);
  field(
      out, "profile_image_url",
      fmt::format("https://pbs.example.com/profile_images/{}/face.jpg", x.id));
  field(out, "url", "");
  field(out, "created_at", v2_time(x.since_ms));
  out.key("public_metrics");
  out.open_object();
  count(out, "followers_count", x.followers);
  count(out, "following_count", x.friends);
  count(out, "tweet_count", x.statuses);
  count(out, "listed_count", x.followers / 60);
  out.close_object();
  out.close_object();
}

} // namespace

void write_v2(std::string& out, const made_tweet& x) {
  json_out json{out};
  json.open_object();
  json.key("data");
  tweet(json, x);
  json.key("includes");
  json.open_object();
  json.key("users");
  json.open_array();
  user(json, x.author);
  if (x.original)
    user(json, x.original->author);
  json.close_array();
  if (x.original) {
    json.key("tweets");
    json.open_array();
    tweet(json, *x.original);
    json.close_array();
  }
  json.close_object();
  json.key("matching_rules");
  json.open_array();
  json.open_object();
  field(json, "id", "1442523040132870147");
  field(json, "tag", "everything");
  json.close_object();
  json.close_array();
  json.close_object();
}

} // namespace murmuration::inject
