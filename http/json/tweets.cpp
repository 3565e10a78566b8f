#include <algorithm>

#include "http/json/documents.hpp"
#include "http/json/writer.hpp"

namespace murmuration::http {

namespace {

std::string_view name_of(sentiment x) {
  switch (x) {
    case sentiment::positive:
      return "positive";
    case sentiment::negative:
      return "negative";
    case sentiment::neutral:
      return "neutral";
    case sentiment::none:
      break;
  }
  return "none";
}

} // namespace

std::string tweets_json(const live_view& view, std::size_t limit) {
  json_writer out;
  out.object([&] {
    out.array("tweets", [&] {
      auto shown = std::min(limit, view.recent.size());
      for (std::size_t i = 0; i < shown; ++i) {
        const auto& tweet = view.recent[i];
        out.object([&] {
          out.member("id", tweet.id);
          out.member("author", tweet.author);
          out.member("created_at", tweet.created_at);
          out.member("text", tweet.text);
          out.member("lang", tweet.lang);
          out.member("sentiment", name_of(tweet.label));
        });
      }
    });
  });
  return out.take();
}

} // namespace murmuration::http
