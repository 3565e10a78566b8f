#include <algorithm>

#include "http/json/documents.hpp"
#include "http/json/writer.hpp"
#include "messages/names.hpp"

namespace murmuration::http {

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
