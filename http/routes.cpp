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
    route{"/api/v1/tags/{key}", lane::lookup, api::tag},
    route{"/api/v1/sentiment", lane::light, api::sentiment},
    route{"/api/v1/history", lane::render, api::history},
    route{"/api/v1/words", lane::render, api::words},
    route{"/api/v1/tweets", lane::light, api::tweets},
    route{"/api/v1/status", lane::light, api::status},
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

std::string_view fixed_part(const route& x) {
  return x.path.substr(0, x.path.find('{'));
}

} // namespace

bool route::matches(std::string_view asked) const {
  auto fixed = fixed_part(*this);
  if (fixed.size() == path.size())
    return asked == path;
  return asked.size() > fixed.size() && asked.starts_with(fixed);
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
  return std::string{path.substr(fixed_part(found).size())};
}

} // namespace murmuration::http
