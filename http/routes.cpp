#include "http/routes.hpp"

#include <array>

#include "http/api.hpp"
#include "http/assets.hpp"
#include "http/built_in.hpp"
#include "http/chart.hpp"
#include "http/metrics.hpp"

namespace murmuration::http {

namespace {

reply constant(std::string_view type, std::string_view bytes) {
  reply made;
  made.type = type;
  made.body = make_document(std::string{bytes});
  return made;
}

constexpr std::string_view plain = "text/plain; charset=utf-8";

reply index_page(site&, const request& asked) {
  return built_in::page("/index.html", asked);
}

reply status_page(site&, const request& asked) {
  return built_in::page("/status.html", asked);
}

reply widget_page(site&, const request& asked) {
  chart::check_widget(asked);
  return built_in::page("/widget.html", asked);
}

reply page_asset(site&, const request& asked) {
  return built_in::page_part(asked);
}

reply openapi(site&, const request&) {
  static const auto known = make_document(std::string{assets::openapi_json});
  reply made;
  made.body = known;
  return made;
}

reply healthz(site&, const request&) {
  return constant(plain, "ok\n");
}

reply readyz(site& from, const request&) {
  if (from.published.load()->ready())
    return constant(plain, "ready\n");
  return problem(503, "The engine has not loaded its counts yet.");
}

reply metrics(site& from, const request&) {
  return constant("text/plain; version=0.0.4; charset=utf-8",
                  metrics_text(from));
}

constexpr std::array routes{
    route{"/api/v1/top", lane::light, api::top},
    // Before the next one, which takes it for a key.
    route{"/api/v1/tags/{key}/history", lane::render, api::tag_over_time},
    route{"/api/v1/tags/{key}", lane::lookup, api::tag},
    route{"/api/v1/sentiment", lane::light, api::sentiment},
    route{"/api/v1/history", lane::render, api::history},
    route{"/api/v1/words", lane::render, api::words},
    route{"/api/v1/tweets", lane::light, api::tweets},
    route{"/api/v1/status", lane::light, api::status},
    route{"/api/v1/events", lane::render, api::events},
    route{"/api/v1/config", lane::render, api::config},
    route{"/api/v1/stream", lane::light, api::stream},
    route{"/healthz", lane::light, healthz},
    route{"/readyz", lane::light, readyz},
    route{"/metrics", lane::render, metrics},
    route{"/openapi.json", lane::light, openapi},
    route{"/", lane::light, index_page},
    route{"/status", lane::light, status_page},
    route{"/widget", lane::light, widget_page},
    route{"/refreshData", lane::light, chart::refresh_data},
    route{"/updateData", lane::light, chart::update_data, true},
    route{"/assets/{name}", lane::light, page_asset},
};

/// Of a path with a `{…}`, what stands before and behind it.
struct fixed_parts {
  explicit fixed_parts(std::string_view path)
    : before{path.substr(0, path.find('{'))} {
    if (auto end = path.find('}'); end != path.npos)
      behind = path.substr(end + 1);
  }
  std::size_t size() const {
    return before.size() + behind.size();
  }
  std::string_view before;
  std::string_view behind;
};

} // namespace

bool route::matches(std::string_view asked) const {
  fixed_parts fixed{path};
  if (fixed.size() == path.size())
    return asked == path;
  return asked.size() > fixed.size() && asked.starts_with(fixed.before)
         && asked.ends_with(fixed.behind);
}

std::span<const route> all_routes() {
  return routes;
}

const route* find_route(std::string_view path) {
  for (const auto& candidate : routes)
    if (candidate.matches(path))
      return &candidate;
  return nullptr;
}

std::string tail_of(const route& found, std::string_view path) {
  fixed_parts fixed{found.path};
  return std::string{
      path.substr(fixed.before.size(), path.size() - fixed.size())};
}

} // namespace murmuration::http
