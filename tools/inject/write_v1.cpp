#include <string>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "tools/inject/text_maker.hpp"
#include "tools/inject/times.hpp"
#include "tools/inject/v1_parts.hpp"
#include "tools/inject/value_out.hpp"
#include "tools/inject/write_tweet.hpp"

namespace murmuration::inject {
namespace {

/// Longer texts come cut off, with the whole in `extended_tweet`.
constexpr std::uint32_t short_text_max = 140;

template <class Out>
void indices(Out& out, const entity& x) {
  out.key("indices");
  out.open_array();
  out.number(x.start);
  out.number(x.end);
  out.close_array();
}

/// The entities of one kind that end within the first `limit` code points.
template <class Out, class Body>
void each(Out& out, const made_text& text, std::uint32_t limit,
          entity::kind what, std::string_view name, Body body) {
  out.key(name);
  out.open_array();
  for (const auto& x : text.entities) {
    if (x.what != what || x.end > limit)
      continue;
    out.open_object();
    body(x);
    out.close_object();
  }
  out.close_array();
}

template <class Out>
void link(Out& out, const entity& x) {
  auto code = std::string_view{x.text}.substr(x.text.rfind('/') + 1);
  field(out, "url", x.text);
  field(out, "expanded_url",
        fmt::format("http://www.example.com/2026/news/{}/index.html", code));
  field(out, "display_url", fmt::format("example.com/2026/news/{}…", code));
}

template <class Out>
void picture(Out& out, const made_tweet& x) {
  auto address = fmt::format("pbs.example.com/media/{:x}.jpg", x.id);
  const auto& shown = x.body.entities.back();
  out.open_object();
  ids(out, "id", x.id - 1);
  indices(out, shown);
  field(out, "media_url", "http://" + address);
  field(out, "media_url_https", "https://" + address);
  link(out, shown);
  field(out, "type", "photo");
  if (x.original)
    ids(out, "source_status_id", x.original->id);
  out.key("sizes");
  out.open_object();
  for (auto [name, w, h] : {std::tuple{"medium", 600, 399},
                            {"large", 1024, 681},
                            {"small", 340, 226},
                            {"thumb", 150, 150}}) {
    out.key(name);
    out.open_object();
    count(out, "w", w);
    count(out, "h", h);
    field(out, "resize", "fit");
    out.close_object();
  }
  out.close_object();
  out.close_object();
}

template <class Out>
void media(Out& out, const made_tweet& x) {
  out.key("media");
  out.open_array();
  picture(out, x);
  out.close_array();
}

template <class Out>
void entities(Out& out, const made_tweet& x, std::uint32_t limit) {
  const auto& text = x.body;
  out.key("entities");
  out.open_object();
  each(out, text, limit, entity::kind::tag, "hashtags", [&](const entity& e) {
    field(out, "text", e.text);
    indices(out, e);
  });
  out.key("trends");
  out.open_array();
  out.close_array();
  each(out, text, limit, entity::kind::url, "urls", [&](const entity& e) {
    link(out, e);
    indices(out, e);
  });
  each(out, text, limit, entity::kind::mention, "user_mentions",
       [&](const entity& e) {
         field(out, "screen_name", e.text);
         field(out, "name", e.text);
         ids(out, "id", e.user_id);
         indices(out, e);
       });
  out.key("symbols");
  out.open_array();
  out.close_array();
  if (x.media && limit >= text.length)
    media(out, x);
  out.close_object();
}

/// What is left of a text that is too long for the old members.
std::string shortened(const made_tweet& x) {
  if (x.original)
    return std::string{first_code_points(x.body.text, short_text_max - 1)}
           + "…";
  return fmt::format("{}… https://t.co/{:010x}",
                     first_code_points(x.body.text, short_text_max - 25),
                     x.id & 0xFFFFFFFFFF);
}

template <class Out>
void reply(Out& out, const made_tweet& x) {
  if (x.reply_to == 0) {
    for (auto name : {"in_reply_to_status_id", "in_reply_to_status_id_str",
                      "in_reply_to_user_id", "in_reply_to_user_id_str",
                      "in_reply_to_screen_name"})
      nothing(out, name);
    return;
  }
  const auto& to = x.body.entities.front();
  ids(out, "in_reply_to_status_id", x.reply_to);
  ids(out, "in_reply_to_user_id", to.user_id);
  field(out, "in_reply_to_screen_name", to.text);
}

template <class Out>
void tweet(Out& out, const made_tweet& x) {
  bool whole = x.body.length <= short_text_max;
  bool extended = !whole && !x.original;
  out.open_object();
  field(out, "created_at", v1_time(x.ms));
  ids(out, "id", x.id);
  field(out, "text", whole ? x.body.text : shortened(x));
  field(out, "source",
        "<a href=\"http://example.com/download/app\" "
        "rel=\"nofollow\">Example for Phones</a>");
  flag(out, "truncated", extended);
  reply(out, x);
  out.key("user");
  user(out, x.author);
  for (auto name : {"geo", "coordinates", "place", "contributors"})
    nothing(out, name);
  if (x.original) {
    out.key("retweeted_status");
    tweet(out, *x.original);
  }
  flag(out, "is_quote_status", false);
  if (extended) {
    out.key("extended_tweet");
    out.open_object();
    field(out, "full_text", x.body.text);
    out.key("display_text_range");
    out.open_array();
    out.number(0);
    out.number(x.body.length);
    out.close_array();
    entities(out, x, x.body.length);
    out.close_object();
  }
  count(out, "retweet_count", x.original ? 0 : x.retweets);
  count(out, "favorite_count", x.likes);
  entities(out, x, whole ? x.body.length : short_text_max - 25);
  if (x.media && whole) {
    out.key("extended_entities");
    out.open_object();
    media(out, x);
    out.close_object();
  }
  flag(out, "favorited", false);
  flag(out, "retweeted", false);
  flag(out, "possibly_sensitive", false);
  field(out, "filter_level", "low");
  field(out, "lang", x.lang);
  field(out, "timestamp_ms", fmt::to_string(x.ms));
  out.close_object();
}

} // namespace

void write_v1(std::string& out, const made_tweet& x) {
  json_out json{out};
  tweet(json, x);
}

void write_python(std::string& out, const made_tweet& x) {
  python_out python{out};
  tweet(python, x);
}

void write_text(std::string& out, const made_tweet& x) {
  append_json_string(out, x.body.text);
}

void write_notice(std::string& out, std::uint64_t id, std::int64_t ms) {
  json_out json{out};
  json.open_object();
  json.key("delete");
  json.open_object();
  json.key("status");
  json.open_object();
  ids(json, "id", id);
  ids(json, "user_id", 1000 + id % 3'000'000'000);
  json.close_object();
  field(json, "timestamp_ms", fmt::to_string(ms));
  json.close_object();
  json.close_object();
}

} // namespace murmuration::inject
