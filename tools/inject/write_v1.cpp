#include <string_view>

#include "tools/inject/times.hpp"
#include "tools/inject/word.hpp"
#include "tools/inject/write_tweet.hpp"

namespace murmuration::inject {
namespace {

/// Longer texts come cut off, with the whole in `extended_tweet`.
constexpr std::uint32_t short_text_max = 140;

void indices(record_text& out, const entity& x) {
  out.put(R"("indices":[)", x.start, ",", x.end, "]");
}

/// The entities of one kind that end within the first `limit` code points.
template <class Body>
void each(record_text& out, const made_text& text, std::uint32_t limit,
          entity::kind what, Body body) {
  bool first = true;
  for (const auto& x : text.entities) {
    if (x.what != what || x.end > limit)
      continue;
    if (!first)
      out.put(",");
    first = false;
    out.put("{");
    body(x, text.name_of(x));
    out.put("}");
  }
}

void link(record_text& out, std::string_view code) {
  out.put(R"("url":"https:\/\/t.co\/)", code,
          R"(","expanded_url":"http:\/\/www.example.com\/2026\/news\/)", code,
          R"(\/index.html","display_url":"example.com\/2026\/news\/)", code,
          R"(\u2026",)");
}

void media(record_text& out, const made_tweet& x) {
  const auto& shown = x.body.entities.back();
  hex<> name{x.id};
  out.put(R"("media":[{"id":)", x.id - 1, R"(,"id_str":")", x.id - 1, R"(",)");
  indices(out, shown);
  out.put(R"(,"media_url":"http:\/\/pbs.example.com\/media\/)", name,
          R"(.jpg","media_url_https":"https:\/\/pbs.example.com\/media\/)",
          name, R"(.jpg",)");
  link(out, x.body.name_of(shown));
  out.put(R"("type":"photo",)");
  if (x.original != nullptr)
    out.put(R"("source_status_id":)", x.original->id,
            R"(,"source_status_id_str":")", x.original->id, R"(",)");
  out.put(R"("sizes":{"medium":{"w":600,"h":399,"resize":"fit"},)"
          R"("large":{"w":1024,"h":681,"resize":"fit"},)"
          R"("small":{"w":340,"h":226,"resize":"fit"},)"
          R"("thumb":{"w":150,"h":150,"resize":"fit"}}}])");
}

void entities(record_text& out, const made_tweet& x, std::uint32_t limit) {
  const auto& text = x.body;
  out.put(R"("entities":{"hashtags":[)");
  each(out, text, limit, entity::kind::tag, [&](const entity& e, auto name) {
    out.put(R"("text":")", name, R"(",)");
    indices(out, e);
  });
  out.put(R"(],"trends":[],"urls":[)");
  each(out, text, limit, entity::kind::url, [&](const entity& e, auto code) {
    link(out, code);
    indices(out, e);
  });
  out.put(R"(],"user_mentions":[)");
  each(out, text, limit, entity::kind::mention,
       [&](const entity& e, auto name) {
         out.put(R"("screen_name":")", name, R"(","name":")", name,
                 R"(","id":)", e.user_id, R"(,"id_str":")", e.user_id, R"(",)");
         indices(out, e);
       });
  out.put(R"(],"symbols":[])");
  if (x.media && limit >= text.length) {
    out.put(",");
    media(out, x);
  }
  out.put("}");
}

/// What is left of a text that is too long for the old members.
void shortened(record_text& out, const made_tweet& x) {
  auto text = x.body.text.view();
  if (x.original != nullptr)
    out.put(first_code_points(text, short_text_max - 1), R"(\u2026)");
  else
    out.put(first_code_points(text, short_text_max - 25),
            R"(\u2026 https:\/\/t.co\/)", hex<10>{x.id & 0xFFFFFFFFFF});
}

void reply(record_text& out, const made_tweet& x) {
  if (x.reply_to == 0) {
    out.put(R"("in_reply_to_status_id":null,"in_reply_to_status_id_str":null,)"
            R"("in_reply_to_user_id":null,"in_reply_to_user_id_str":null,)"
            R"("in_reply_to_screen_name":null,)");
    return;
  }
  const auto& to = x.body.entities.front();
  out.put(R"("in_reply_to_status_id":)", x.reply_to,
          R"(,"in_reply_to_status_id_str":")", x.reply_to,
          R"(","in_reply_to_user_id":)", to.user_id,
          R"(,"in_reply_to_user_id_str":")", to.user_id,
          R"(","in_reply_to_screen_name":")", x.body.name_of(to), R"(",)");
}

} // namespace

void write_v1(record_text& out, const made_tweet& x) {
  bool whole = x.body.length <= short_text_max;
  bool extended = !whole && x.original == nullptr;
  out.put(R"({"created_at":")", v1_time{x.ms}, R"(","id":)", x.id,
          R"(,"id_str":")", x.id, R"(","text":")");
  if (whole)
    out.put(x.body.text);
  else
    shortened(out, x);
  out.put(R"(","source":"<a href=\"http:\/\/example.com\/download\/app\" )"
          R"(rel=\"nofollow\">Example for Phones<\/a>","truncated":)",
          extended, ",");
  reply(out, x);
  out.put(R"("user":)");
  write_v1_user(out, x.author);
  out.put(
      R"(,"geo":null,"coordinates":null,"place":null,"contributors":null,)");
  if (x.original != nullptr) {
    out.put(R"("retweeted_status":)");
    write_v1(out, *x.original);
    out.put(",");
  }
  out.put(R"("is_quote_status":false,)");
  if (extended) {
    out.put(R"("extended_tweet":{"full_text":")", x.body.text,
            R"(","display_text_range":[0,)", x.body.length, "],");
    entities(out, x, x.body.length);
    out.put("},");
  }
  out.put(R"("retweet_count":)", x.original != nullptr ? 0 : x.retweets,
          R"(,"favorite_count":)", x.likes, ",");
  entities(out, x, whole ? x.body.length : short_text_max - 25);
  if (x.media && whole) {
    out.put(R"(,"extended_entities":{)");
    media(out, x);
    out.put("}");
  }
  out.put(R"(,"favorited":false,"retweeted":false,"possibly_sensitive":false,)"
          R"("filter_level":"low","lang":")",
          x.lang, R"(","timestamp_ms":")", x.ms, R"("})");
}

void write_text(record_text& out, const made_tweet& x) {
  out.put("\"", x.body.text, "\"");
}

void write_notice(record_text& out, std::uint64_t id, std::int64_t ms) {
  auto user = 1000 + id % 3'000'000'000;
  out.put(R"({"delete":{"status":{"id":)", id, R"(,"id_str":")", id,
          R"(","user_id":)", user, R"(,"user_id_str":")", user,
          R"("},"timestamp_ms":")", ms, R"("}})");
}

} // namespace murmuration::inject
