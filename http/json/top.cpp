#include <algorithm>

#include "http/json/parts.hpp"
#include "http/json/time.hpp"

namespace murmuration::http {

namespace {

void write_trend(json_writer& out, const tag_trend& x) {
  out.member("added_1m", x.added_1m);
  out.name("rank_1m");
  if (x.rank_1m)
    out.value(*x.rank_1m);
  else
    out.null();
}

} // namespace

void write_tags(json_writer& out, std::string_view key, const live_view& view,
                std::size_t k, std::span<const tag_trend> trends) {
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
        if (i < trends.size())
          write_trend(out, trends[i]);
      });
    }
  });
}

std::string top_json(const live_view& view, std::size_t k,
                     std::span<const tag_trend> trends) {
  json_writer out;
  out.object([&] {
    out.member("list", "all");
    out.member("exact", true);
    out.member("as_of", rfc3339_ms(view.as_of_ms));
    out.member("tweets", view.tweets);
    write_tags(out, "tags", view, k, trends);
  });
  return out.take();
}

std::string tag_history_json(const tag_story& of, std::string_view step) {
  json_writer out;
  out.object([&] {
    out.member("tag", "#" + of.tag);
    out.member("key", of.key);
    out.member("since", rfc3339_ms(of.since_ms));
    out.member("step", step);
    out.array("points", [&] {
      for (const auto& point : of.points)
        out.object([&] {
          out.member("time", rfc3339(point.start_ms / 1000));
          out.member("count", point.count);
          out.member("added", point.added);
        });
    });
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
