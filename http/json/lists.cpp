#include <algorithm>

#include "http/json/parts.hpp"
#include "http/json/time.hpp"

namespace murmuration::http {

namespace {

double seconds(std::chrono::milliseconds x) {
  return std::chrono::duration<double>(x).count();
}

void write_offsets(json_writer& out, const lists_view& view) {
  out.array("offsets", [&] {
    for (const auto& x : view.offsets)
      out.object([&] {
        out.member("topic", x.source.topic);
        out.member("partition", x.source.partition.value);
        out.member("applied", x.applied.value);
      });
  });
}

void write_window(json_writer& out, const lists_view& view, std::size_t which,
                  std::size_t k, bool explain) {
  const auto& window = view.windows[which];
  out.member("list", "window");
  out.member("window", window_names[which]);
  out.member("exact", window.exact);
  out.name("max_error");
  if (window.max_error)
    out.value(*window.max_error);
  else
    out.null();
  out.member("as_of", rfc3339_ms(view.as_of_ms));
  out.member("from", rfc3339(view.clock - window.seconds + 1));
  out.member("to", rfc3339(view.clock + 1));
  out.member("tweets", view.tweets);
  if (explain)
    write_offsets(out, view);
  out.array("tags", [&] {
    for (std::size_t i = 0; i < std::min(k, window.tags.size()); ++i)
      out.object([&] {
        out.member("rank", i + 1);
        out.member("tag", "#" + window.tags[i].tag);
        out.member("key", window.tags[i].key);
        out.member("count", window.tags[i].count);
      });
  });
}

void write_rule(json_writer& out, const lists_view& view,
                const settings& config) {
  const auto& rule = config.lists.rule;
  out.object("rule", [&] {
    out.member("fast_s", seconds(rule.fast));
    out.member("slow_s", seconds(rule.slow));
    out.member("overdispersion", rule.overdispersion);
    out.member("min_count", rule.min_count);
    out.member("min_score", rule.min_score);
    out.rounded("threshold", view.threshold, 6);
    out.rounded("F", view.all_now, 6);
    out.rounded("S", view.all_past, 6);
  });
}

void write_trending(json_writer& out, const lists_view& view,
                    const settings& config, std::size_t k, bool explain) {
  out.member("list", "trending");
  out.member("exact", view.trending_exact);
  out.member("as_of", rfc3339_ms(view.as_of_ms));
  out.member("to", rfc3339(view.clock + 1));
  out.member("tweets", view.tweets);
  if (explain) {
    write_offsets(out, view);
    write_rule(out, view, config);
  }
  out.array("tags", [&] {
    for (std::size_t i = 0; i < std::min(k, view.trending.size()); ++i) {
      const auto& x = view.trending[i];
      out.object([&] {
        out.member("rank", i + 1);
        out.member("tag", "#" + x.tag);
        out.member("key", x.key);
        out.rounded("score", x.score, 2);
        out.rounded("count", x.now, 2);
        out.rounded("expected", x.expected, 2);
        out.member("since", rfc3339(x.since));
        if (explain) {
          out.rounded("f", x.now, 6);
          out.rounded("s", x.past, 6);
          out.rounded("e", x.expected, 6);
        }
      });
    }
  });
}

} // namespace

std::string window_json(const lists_view& view, std::size_t which,
                        std::size_t k, bool explain) {
  json_writer out;
  out.object([&] { write_window(out, view, which, k, explain); });
  return out.take();
}

std::string trending_json(const lists_view& view, const settings& config,
                          std::size_t k, bool explain) {
  json_writer out;
  out.object([&] { write_trending(out, view, config, k, explain); });
  return out.take();
}

void write_lists(json_writer& out, const lists_view& view,
                 const settings& config, std::size_t k) {
  if (view.windows_on)
    out.object("window", [&] {
      for (std::size_t i = 0; i < window_names.size(); ++i)
        out.object(window_names[i],
                   [&] { write_window(out, view, i, k, true); });
    });
  if (view.trending_on)
    out.object("trending", [&] { write_trending(out, view, config, k, true); });
}

} // namespace murmuration::http
