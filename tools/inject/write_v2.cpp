#include <string_view>

#include "tools/inject/times.hpp"
#include "tools/inject/word.hpp"
#include "tools/inject/write_tweet.hpp"

namespace murmuration::inject {
namespace {

/// A retweet's own text is cut off here; the original is in `includes`.
constexpr std::uint32_t retweet_text_max = 140;

/// Writes the entities of one kind; like Twitter, no member if there is none.
class entity_lists {
public:
  entity_lists(record_text& out, const made_text& text, std::uint32_t limit)
    : out_(out)
    , text_(text)
    , limit_(limit) {}

  template <class Body>
  void add(entity::kind what, std::string_view member, Body body) {
    bool any = false;
    for (const auto& x : text_.entities) {
      if (x.what != what || x.end > limit_)
        continue;
      if (any)
        out_.put(",");
      else
        out_.put(first_ ? "\"" : ",\"", member, "\":[");
      any = true;
      first_ = false;
      out_.put(R"({"start":)", x.start, R"(,"end":)", x.end, ",");
      body(x, text_.name_of(x));
      out_.put("}");
    }
    if (any)
      out_.put("]");
  }

private:
  record_text& out_;
  const made_text& text_;
  std::uint32_t limit_; ///< they end within the first code points
  bool first_ = true;
};

void entities(record_text& out, const made_text& text, std::uint32_t limit) {
  out.put(R"("entities":{)");
  entity_lists lists{out, text, limit};
  lists.add(entity::kind::url, "urls", [&](const entity&, auto code) {
    out.put(R"("url":"https:\/\/t.co\/)", code,
            R"(","expanded_url":)"
            R"("https:\/\/www.example.com\/news\/https:\/\/t.co\/)",
            code, R"(","display_url":"example.com\/news")");
  });
  lists.add(entity::kind::tag, "hashtags", [&](const entity&, auto name) {
    out.put(R"("tag":")", name, "\"");
  });
  lists.add(entity::kind::mention, "mentions", [&](const entity& e, auto name) {
    out.put(R"("username":")", name, R"(","id":")", e.user_id, "\"");
  });
  out.put("},");
}

void references(record_text& out, const made_tweet& x) {
  if (x.original != nullptr)
    out.put(R"("referenced_tweets":[{"type":"retweeted","id":")",
            x.original->id, R"("}],)");
  else if (x.reply_to != 0)
    out.put(R"("referenced_tweets":[{"type":"replied_to","id":")", x.reply_to,
            R"("}],)");
}

void tweet(record_text& out, const made_tweet& x) {
  auto limit = x.body.length;
  out.put(R"({"author_id":")", x.author.id, R"(","text":")");
  if (x.original != nullptr && limit > retweet_text_max) {
    limit = retweet_text_max - 1;
    out.put(first_code_points(x.body.text.view(), limit), R"(\u2026)");
  } else {
    out.put(x.body.text);
  }
  out.put(R"(",)");
  entities(out, x.body, limit);
  references(out, x);
  out.put(R"("reply_settings":"everyone","conversation_id":")",
          x.reply_to != 0 ? x.reply_to : x.id,
          R"(","possibly_sensitive":false,"source":"Example for Phones",)"
          R"("public_metrics":{"retweet_count":)",
          x.retweets, R"(,"reply_count":)", x.likes / 40, R"(,"like_count":)",
          x.original != nullptr ? 0 : x.likes, R"(,"quote_count":)",
          x.retweets / 20, R"(},"lang":")", x.lang, R"(","id":")", x.id,
          R"(","created_at":")", v2_time{x.ms}, R"("})");
}

void user(record_text& out, const person& x) {
  out.put(R"({"name":")", x.name, R"(","verified":false,"description":")",
          x.description, R"(","protected":false,"id":")", x.id,
          R"(","username":")", x.screen_name,
          R"(","profile_image_url":)"
          R"("https:\/\/pbs.example.com\/profile_images\/)",
          x.id, R"(\/face.jpg","url":"","created_at":")", v2_time{x.since_ms},
          R"(","public_metrics":{"followers_count":)", x.followers,
          R"(,"following_count":)", x.friends, R"(,"tweet_count":)", x.statuses,
          R"(,"listed_count":)", x.followers / 60, "}}");
}

} // namespace

void write_v2(record_text& out, const made_tweet& x) {
  out.put(R"({"data":)");
  tweet(out, x);
  out.put(R"(,"includes":{"users":[)");
  user(out, x.author);
  if (x.original != nullptr) {
    out.put(",");
    user(out, x.original->author);
  }
  out.put("]");
  if (x.original != nullptr) {
    out.put(R"(,"tweets":[)");
    tweet(out, *x.original);
    out.put("]");
  }
  out.put(R"(},"matching_rules":[{"id":"1442523040132870147",)"
          R"("tag":"everything"}]})");
}

} // namespace murmuration::inject
