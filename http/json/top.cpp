#include <algorithm>

#include "http/json/parts.hpp"
#include "http/json/time.hpp"

namespace murmuration::http {

void write_tags(json_writer& out, std::string_view key, const live_view& view,
                std::size_t k) {
  out.array(key, [&] {
    auto shown = std::min(k, view.top.size());
    std::string spelling = "#";
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& tag = view.top[i];
      spelling.resize(1);
      spelling += tag.tag;
      out.object([&] {
        out.member("rank", i + 1);
        out.member("tag", spelling);
        out.member("key", tag.key);
        out.member("count", tag.count);
      });
    }
  });
}

std::string top_json(const live_view& view, std::size_t k) {
  json_writer out;
  out.object([&] {
    out.member("list", "all");
    out.member("exact", true);
    out.member("as_of", rfc3339_ms(view.as_of_ms));
    out.member("tweets", view.tweets);
    write_tags(out, "tags", view, k);
  });
  return out.take();
}

std::string tag_json(std::string_view tag, std::string_view key,
                     std::uint64_t count) {
  std::string spelling = "#";
  spelling += tag;
  json_writer out;
  out.object([&] {
    out.member("tag", spelling);
    out.member("key", key);
    out.member("count", count);
  });
  return out.take();
}

} // namespace murmuration::http
